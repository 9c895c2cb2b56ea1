-- What forwarding keeps about portals, lanes and messages.

ALTER TABLE application
    -- Portals in a row for which the authorisation server refused the application itself.
    ADD COLUMN client_refusals integer NOT NULL DEFAULT 0;

ALTER TABLE portal
    ADD COLUMN request_limit text CHECK (request_limit IN ('2/50', '5/250', 'unlimited')), -- null: not known
    ADD COLUMN probe_at      timestamptz,                       -- of a parked portal: when one status is tried
    ADD COLUMN probes        integer     NOT NULL DEFAULT 0,    -- failed ones since it was parked
    ADD COLUMN refreshed_at  timestamptz NOT NULL DEFAULT now(); -- when the token pair was issued

ALTER TABLE lane
    ADD COLUMN budget_drain        double precision, -- requests a second; null: as the portal's plan says
    -- Administrative calls: one at a time from any replica, out of a small bucket of their own.
    ADD COLUMN admin_claimed_until timestamptz,
    ADD COLUMN admin_level         double precision NOT NULL DEFAULT 0,
    ADD COLUMN admin_at            timestamptz      NOT NULL DEFAULT now(),
    ADD COLUMN admin_calls         bigint           NOT NULL DEFAULT 0,
    ADD COLUMN admin_charged       bigint           NOT NULL DEFAULT 0; -- of them in budget_level

ALTER TABLE message
    ADD COLUMN known_since timestamptz, -- since when the message is known to exist; null: since its one report
    ADD COLUMN confirm_at  timestamptz; -- when its early final status is said once more; null: not

-- Few rows: the confirmations of the last minutes.
CREATE INDEX message_confirm ON message (portal_id, confirm_at) WHERE confirm_at IS NOT NULL;

-- Finds what waits too long without reading what waits.
CREATE INDEX message_waiting ON message (first_seen_at) WHERE due_at IS NOT NULL;
