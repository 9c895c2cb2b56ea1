-- What expires is found by an index that nothing else can be read by: with one on what is due, the planner would look for
-- a portal's due messages among those of all portals, whenever nothing was due as it last looked.

DROP INDEX CONCURRENTLY IF EXISTS message_unsent;
CREATE INDEX CONCURRENTLY message_unsent ON message (first_seen_at) WHERE due_at > '-infinity';

DROP INDEX CONCURRENTLY IF EXISTS message_waiting;
