ALTER TABLE message
    DROP CONSTRAINT message_pkey,
    ADD CONSTRAINT message_pkey PRIMARY KEY USING INDEX message_by_time;

-- The processes that share this database, each with its last sign of life.
CREATE TABLE replica (
    id         uuid        PRIMARY KEY, -- random for each start of a process
    name       text        NOT NULL,
    version    text        NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    seen_at    timestamptz NOT NULL DEFAULT now()
);
