-- The newest messages of a portal are found in the key alone, however many it has. Each statement is a transaction of its own.

DROP INDEX CONCURRENTLY IF EXISTS message_by_time;
CREATE UNIQUE INDEX CONCURRENTLY message_by_time ON message (portal_id, message_id) INCLUDE (first_seen_at);
