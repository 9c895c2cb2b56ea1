-- Installation and life cycle of portals.

-- Installs and updates that the authorisation server has not judged yet.
CREATE TABLE life_cycle_event (
    id          uuid        PRIMARY KEY,
    client_id   text        NOT NULL,
    claim       bytea       NOT NULL, -- encrypted: it holds tokens
    received_at timestamptz NOT NULL DEFAULT now(),
    due_at      timestamptz NOT NULL,
    attempts    integer     NOT NULL DEFAULT 0
);

CREATE INDEX life_cycle_event_due ON life_cycle_event (due_at);

-- Token pairs that have installed a portal once, so that a recorded post does not do it again.
CREATE TABLE used_install (
    proof   bytea       PRIMARY KEY, -- SHA-256 of application and token pair
    used_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX used_install_used_at ON used_install (used_at);

ALTER TABLE portal
    -- When its senders and event handlers are to be registered (again); null: they are.
    ADD COLUMN set_up_due_at   timestamptz,
    ADD COLUMN set_up_attempts integer NOT NULL DEFAULT 0;

CREATE INDEX portal_set_up_due ON portal (set_up_due_at) WHERE set_up_due_at IS NOT NULL;
