-- Applications, portals and channels. Columns of type bytea hold ciphertext, except channel.key_hash.

CREATE TABLE application (
    client_id     text        PRIMARY KEY,
    client_secret bytea       NOT NULL,
    title         text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE portal (
    id                     uuid        PRIMARY KEY,
    client_id              text        NOT NULL REFERENCES application,
    member_id              text        NOT NULL,
    client_endpoint        text        NOT NULL,
    access_token           bytea       NOT NULL,
    refresh_token          bytea       NOT NULL,
    expires_at             timestamptz NOT NULL,
    application_token      bytea,
    state                  text        NOT NULL CHECK (state IN ('active', 'parked', 'uninstalled')),
    reason                 text,
    -- Who takes the claim may renew the tokens; the sequence tells a late one that it lost the claim.
    refresh_claimed_until  timestamptz,
    refresh_sequence       bigint      NOT NULL DEFAULT 0,
    previous_access_token  bytea,
    previous_refresh_token bytea,
    created_at             timestamptz NOT NULL DEFAULT now(),
    updated_at             timestamptz NOT NULL DEFAULT now(),
    UNIQUE (client_id, member_id)
);

CREATE INDEX portal_member_id ON portal (member_id);

CREATE TABLE channel (
    id                 uuid        PRIMARY KEY,
    portal_id          uuid        NOT NULL REFERENCES portal ON DELETE CASCADE,
    gateway            text        NOT NULL,
    sender_code        text        NOT NULL,
    -- SHA-256 of the callback key: the key itself is random, so that no salt is needed.
    key_hash           bytea       NOT NULL UNIQUE,
    key                bytea       NOT NULL,
    secrets            bytea       NOT NULL,
    settings           jsonb       NOT NULL DEFAULT '{}',
    message_id_pattern text        NOT NULL DEFAULT '[0-9a-f]{32}',
    created_at         timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX channel_portal_id ON channel (portal_id);
