-- Who administers, what they changed, and what can be changed of a channel.

CREATE TABLE admin_token (
    name       text        PRIMARY KEY,
    role       text        NOT NULL CHECK (role IN ('viewer', 'operator', 'admin')),
    -- SHA-256 of the token, which is random: no salt is needed.
    hash       bytea       NOT NULL UNIQUE,
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text        NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz
);

-- Appended to before a change is made, and completed after it: a change without its row cannot be.
CREATE TABLE audit (
    id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at      timestamptz NOT NULL DEFAULT now(),
    actor   text        NOT NULL, -- name of the token
    role    text        NOT NULL,
    action  text        NOT NULL,
    target  text        NOT NULL, -- path and query below /api/v1; they hold no secrets
    changed text,                 -- names of the fields that were given, never their values
    status  smallint              -- of the answer; null: it was not seen, as when the process was killed
);

ALTER TABLE channel
    ADD COLUMN version            bigint NOT NULL DEFAULT 1,
    ADD COLUMN previous_key_hash  bytea  UNIQUE,
    ADD COLUMN previous_key_until timestamptz;

-- What was given up is rare, and is what operators ask for.
CREATE INDEX message_abandoned ON message (portal_id, message_id) WHERE abandoned_as IS NOT NULL;
