-- What an install makes by itself, by application; and changes of many things, carried on step by step by any replica.

-- Of another gateway than the present one, a template stays for the sake of the channels that refer to its secrets.
CREATE TABLE template (
    client_id          text        NOT NULL REFERENCES application ON DELETE CASCADE,
    gateway            text        NOT NULL,
    present            boolean     NOT NULL,
    sender_code        text        NOT NULL,
    secrets            bytea       NOT NULL,
    settings           jsonb       NOT NULL,
    message_id_pattern text        NOT NULL,
    version            bigint      NOT NULL DEFAULT 1,
    updated_at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (client_id, gateway)
);

-- What the template gave the channel when it was made or changed last: what differs from that is the channel's own.
ALTER TABLE channel
    ADD COLUMN template jsonb;

-- A secret is changed at all channels that refer to it.
CREATE FUNCTION tell_channels_of_template() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('dlrbridge_channel', encode(key.hash, 'hex'))
       FROM channel c
       JOIN portal p ON p.id = c.portal_id
      CROSS JOIN LATERAL unnest(ARRAY[c.key_hash, c.previous_key_hash]) AS key (hash)
      WHERE p.client_id = OLD.client_id
        AND c.gateway = OLD.gateway
        AND c.template IS NOT NULL
        AND key.hash IS NOT NULL;
    RETURN NULL;
END;
$$;

CREATE TRIGGER channel_notice
    AFTER UPDATE OF secrets OR DELETE ON template
    FOR EACH ROW EXECUTE FUNCTION tell_channels_of_template();

CREATE TABLE run (
    id            uuid        PRIMARY KEY,
    kind          text        NOT NULL,
    client_id     text,                                -- null: of more than one application
    subject       text        NOT NULL,                -- what it goes through
    parameters    bytea,                               -- encrypted
    until         timestamptz NOT NULL DEFAULT now(),  -- what comes later is not part of it
    position      text        NOT NULL DEFAULT '',     -- of the last thing that was done
    counts        jsonb       NOT NULL DEFAULT '{}',   -- how often each result was had
    claimed_until timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    finished_at   timestamptz
);

CREATE TABLE run_result (
    run_id uuid NOT NULL REFERENCES run ON DELETE CASCADE,
    item   text NOT NULL,
    result text NOT NULL,
    detail text,
    PRIMARY KEY (run_id, item)
);

-- Whether portals still have the senders and event handlers that they are to have: looked at once a day, spread over it.
ALTER TABLE portal
    ADD COLUMN installed_at timestamptz,                      -- by the last install that was proved
    ADD COLUMN compare_at   timestamptz NOT NULL DEFAULT now() + random() * interval '1 day',
    ADD COLUMN compared_at  timestamptz,
    ADD COLUMN sender_state text,
    ADD COLUMN missing      text[] NOT NULL DEFAULT '{}',     -- codes of senders and names of events, the last time
    ADD COLUMN missing_at   timestamptz;

-- The table of replays stays for the version before this one.
INSERT INTO run (id, kind, subject, until, position, counts, created_at, finished_at)
SELECT id, 'replay', gateway, until,
       coalesce(to_char(last_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' ' || last_id, ''),
       jsonb_build_object('replayed', replayed, 'unreadable', unreadable, 'not_authentic', not_authentic, 'failed', failed),
       created_at, finished_at
  FROM replay;
