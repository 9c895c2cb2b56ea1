-- What integrators are told: where to, and an outbox of events, each committed with what caused it.

CREATE TABLE webhook_endpoint (
    client_id       text        NOT NULL REFERENCES application,
    name            text        NOT NULL,
    url             text        NOT NULL,
    kinds           text[]      NOT NULL,
    secret          bytea       NOT NULL, -- encrypted, as the one before
    previous_secret bytea,
    previous_until  timestamptz,
    state           text        NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'off', 'gone')),
    failing_since   timestamptz, -- null: the last delivery went well
    crowded         boolean     NOT NULL DEFAULT false, -- so much waits that nothing more is written
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (client_id, name)
);

-- The order of events is kept for each portal and endpoint: whoever claims such a line delivers its events one by one.
-- The nil UUID stands for portals that were erased.
CREATE TABLE webhook_line (
    portal_id  uuid        NOT NULL,
    client_id  text        NOT NULL,
    endpoint   text        NOT NULL,
    due_at     timestamptz,           -- null: nothing waits; of a claimed line, the end of the claim
    claim      uuid,                  -- tells one claim from the next
    attempts   integer     NOT NULL DEFAULT 0, -- failed ones of the first event that waits
    events     bigint      NOT NULL,  -- that wait
    bytes      bigint      NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (portal_id, client_id, endpoint)
) WITH (fillfactor = 50);

CREATE TABLE webhook_event (
    portal_id    uuid        NOT NULL,
    client_id    text        NOT NULL,
    endpoint     text        NOT NULL,
    seq          bigint      GENERATED ALWAYS AS IDENTITY,
    event_id     uuid        NOT NULL, -- equal at all endpoints
    kind         text        NOT NULL,
    payload      bytea,                -- encrypted; null once nothing of it may be kept
    size         integer     NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    give_up_at   timestamptz NOT NULL,
    finished_at  timestamptz,          -- null: it waits
    outcome      text,                 -- 'delivered' or 'given-up'
    attempts     integer     NOT NULL DEFAULT 0,
    attempted_at timestamptz,          -- the last try, and what came of it
    status       integer,
    duration_ms  integer,
    answer       text,
    PRIMARY KEY (client_id, endpoint, event_id)
);
