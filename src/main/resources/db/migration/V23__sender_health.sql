-- Whether portals still have the senders and event handlers that they are to have: looked at once a day, spread over it.
ALTER TABLE portal
    ADD COLUMN installed_at timestamptz,                      -- by the last install that was proved
    ADD COLUMN compare_at   timestamptz NOT NULL DEFAULT now() + random() * interval '1 day',
    ADD COLUMN compared_at  timestamptz,
    ADD COLUMN sender_state text,
    ADD COLUMN missing      text[] NOT NULL DEFAULT '{}',     -- codes of senders and names of events, the last time
    ADD COLUMN missing_at   timestamptz;

CREATE INDEX portal_compare_at ON portal (compare_at) WHERE state = 'active';
