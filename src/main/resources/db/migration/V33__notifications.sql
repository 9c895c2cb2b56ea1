-- Whether users of portals are told in Bitrix24 of what goes wrong, and the administrator who is.

ALTER TABLE template
    ADD COLUMN notifications boolean NOT NULL DEFAULT false;

ALTER TABLE portal
    ADD COLUMN installed_by  bigint,      -- Bitrix24's id of the administrator who installed, or opened the page last
    ADD COLUMN untold_since  timestamptz, -- of a parking that he could not be told of; null: there is none
    ADD COLUMN untold_reason text;
