-- What the removal of old rows reads by. The indexes are built beside the work that goes on, outside of transactions; a
-- build that was cut short is begun anew.

DROP INDEX CONCURRENTLY IF EXISTS message_settled;
-- A message enters it once, when nothing is to be done about it any more.
CREATE INDEX CONCURRENTLY message_settled ON message (first_seen_at) WHERE due_at IS NULL;

DROP INDEX CONCURRENTLY IF EXISTS correlation_created_at;
CREATE INDEX CONCURRENTLY correlation_created_at ON correlation (created_at);

DROP INDEX CONCURRENTLY IF EXISTS unmatched_received_at;
CREATE INDEX CONCURRENTLY unmatched_received_at ON unmatched (received_at);

DROP INDEX CONCURRENTLY IF EXISTS audit_at;
CREATE INDEX CONCURRENTLY audit_at ON audit (at);
