-- A token may be limited to applications, and the audit says from where a change came.

-- Null: all applications.
ALTER TABLE admin_token ADD COLUMN applications text[];

-- An address, or the /64 of one of version 6; null for what no token is behind.
ALTER TABLE audit ADD COLUMN address text;
