-- By which an application's channels are found, and what they know of one portal; nothing of portals' channels is in them.

DROP INDEX CONCURRENTLY IF EXISTS channel_client_id;
CREATE INDEX CONCURRENTLY channel_client_id ON channel (client_id) WHERE client_id IS NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS correlation_to_portal;
CREATE INDEX CONCURRENTLY correlation_to_portal ON correlation (to_portal) WHERE to_portal IS NOT NULL;

-- What each post of a message is found by.
DROP INDEX CONCURRENTLY IF EXISTS portal_handler_key_hash;
CREATE INDEX CONCURRENTLY portal_handler_key_hash ON portal (handler_key_hash) WHERE handler_key_hash IS NOT NULL;

-- What waits, and what is removed by its age.
DROP INDEX CONCURRENTLY IF EXISTS requested_message_waiting;
CREATE INDEX CONCURRENTLY requested_message_waiting ON requested_message (deadline_at) WHERE ended_at IS NULL;

DROP INDEX CONCURRENTLY IF EXISTS requested_message_ended;
CREATE INDEX CONCURRENTLY requested_message_ended ON requested_message (ended_at) WHERE ended_at IS NOT NULL;
