-- The page in portals: gateways of which customers may bring an account of their own, and who wrote a requested message.

ALTER TABLE template
    ADD COLUMN customer_gateways text[] NOT NULL DEFAULT '{}';

ALTER TABLE requested_message
    ADD COLUMN author bigint; -- Bitrix24's id of him; null: nobody, or the portal has not said it
