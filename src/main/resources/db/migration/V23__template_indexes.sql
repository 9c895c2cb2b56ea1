-- One channel of a portal at most refers to the application's template of a gateway; and what steps of runs and comparisons
-- are found by.

DROP INDEX CONCURRENTLY IF EXISTS channel_template;
CREATE UNIQUE INDEX CONCURRENTLY channel_template ON channel (portal_id, gateway) WHERE template IS NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS portal_compare_at;
CREATE INDEX CONCURRENTLY portal_compare_at ON portal (compare_at) WHERE state = 'active';

DROP INDEX CONCURRENTLY IF EXISTS run_unfinished;
CREATE INDEX CONCURRENTLY run_unfinished ON run (created_at) WHERE finished_at IS NULL;

DROP INDEX CONCURRENTLY IF EXISTS run_created_at;
CREATE INDEX CONCURRENTLY run_created_at ON run (kind, created_at);

DROP INDEX CONCURRENTLY IF EXISTS run_finished_at;
CREATE INDEX CONCURRENTLY run_finished_at ON run (finished_at);
