-- The language of a portal, as its installs say it; and of which of its senders the integrator was told that it is registered.
ALTER TABLE portal
    ADD COLUMN language     text,
    ADD COLUMN senders_told text[] NOT NULL DEFAULT '{}';
