-- Portals whose rows are being removed, and the proof that they were.
CREATE TABLE erasure (
    portal_id     uuid        PRIMARY KEY,
    client_id     text        NOT NULL,
    member_id     text        NOT NULL,
    cause         text        NOT NULL CHECK (cause IN ('operator', 'uninstall')),
    requested_at  timestamptz NOT NULL DEFAULT now(),
    erased_rows   bigint      NOT NULL DEFAULT 0, -- beside the portal and its channels
    claimed_until timestamptz,
    finished_at   timestamptz
);

CREATE INDEX erasure_unfinished ON erasure (requested_at) WHERE finished_at IS NULL;
CREATE INDEX erasure_member_id ON erasure (client_id, member_id);
