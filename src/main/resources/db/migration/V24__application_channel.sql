-- A channel may serve all portals of an application. What comes through it lies under the channel's own id where otherwise the
-- portal's stands, until a correlation says which portal it leads to.

ALTER TABLE channel
    ADD COLUMN client_id text REFERENCES application, -- null: of the portal
    ALTER COLUMN portal_id DROP NOT NULL,
    ADD CONSTRAINT channel_owner CHECK ((portal_id IS NULL) <> (client_id IS NULL)) NOT VALID;

-- Null: to the portal whose channel it is.
ALTER TABLE correlation
    ADD COLUMN to_portal  uuid,
    ADD COLUMN to_account text; -- that portal's
