-- A channel may serve all portals of an application. What comes through it lies under the channel's own id where otherwise the
-- portal's stands, until a correlation says which portal it leads to.

ALTER TABLE channel
    ADD COLUMN client_id text REFERENCES application, -- null: of the portal
    ALTER COLUMN portal_id DROP NOT NULL,
    ADD CONSTRAINT channel_owner CHECK ((portal_id IS NULL) <> (client_id IS NULL)) NOT VALID;

-- What a portal asks the bridge to have sent, by an address whose key is the portal's own.
ALTER TABLE portal
    ADD COLUMN handler_key      bytea,
    ADD COLUMN handler_key_hash bytea;

CREATE TABLE requested_message (
    portal_id    uuid        NOT NULL,
    message_id   text        COLLATE "C" NOT NULL,
    event_id     uuid        NOT NULL, -- by which the integrator is told
    channel_id   uuid,                 -- null: no channel has its sender
    sender_code  text        NOT NULL,
    recipient    bytea,                -- encrypted; null once nobody needs it any more
    requested_at timestamptz NOT NULL DEFAULT now(),
    deadline_at  timestamptz NOT NULL, -- when it has failed, if it waits still
    failure      text,                 -- why it is not handed over
    ended_at     timestamptz,          -- null: it waits to be handed over, or the portal to be told that it was not
    outcome      text,                 -- 'handed' or 'failed'
    PRIMARY KEY (portal_id, message_id),
    UNIQUE (portal_id, event_id)
);

-- Null: to the portal whose channel it is.
ALTER TABLE correlation
    ADD COLUMN to_portal  uuid,
    ADD COLUMN to_account text; -- that portal's
