-- What the turns of first sends and of repeats are read by, so that neither is looked for among the others. The index
-- message_due stays, for what counts both and for the version before this one.

DROP INDEX CONCURRENTLY IF EXISTS message_first;
CREATE INDEX CONCURRENTLY message_first ON message (portal_id, due_at) WHERE due_at IS NOT NULL AND refusals = 0;

DROP INDEX CONCURRENTLY IF EXISTS message_repeat;
CREATE INDEX CONCURRENTLY message_repeat ON message (portal_id, due_at) WHERE due_at IS NOT NULL AND refusals > 0;
