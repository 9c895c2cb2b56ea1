-- What lines and events of webhooks are found by, built outside of transactions; a build that was cut short is begun anew.

DROP INDEX CONCURRENTLY IF EXISTS webhook_line_due;
CREATE INDEX CONCURRENTLY webhook_line_due ON webhook_line (client_id, endpoint, due_at) WHERE due_at IS NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS webhook_line_idle;
CREATE INDEX CONCURRENTLY webhook_line_idle ON webhook_line (updated_at);

DROP INDEX CONCURRENTLY IF EXISTS webhook_event_waiting;
CREATE INDEX CONCURRENTLY webhook_event_waiting ON webhook_event (portal_id, client_id, endpoint, seq) WHERE finished_at IS NULL;

DROP INDEX CONCURRENTLY IF EXISTS webhook_event_portal;
CREATE INDEX CONCURRENTLY webhook_event_portal ON webhook_event (portal_id);

DROP INDEX CONCURRENTLY IF EXISTS webhook_event_latest;
CREATE INDEX CONCURRENTLY webhook_event_latest ON webhook_event (client_id, endpoint, seq);

DROP INDEX CONCURRENTLY IF EXISTS webhook_event_finished;
CREATE INDEX CONCURRENTLY webhook_event_finished ON webhook_event (finished_at) WHERE finished_at IS NOT NULL;

DROP INDEX CONCURRENTLY IF EXISTS webhook_endpoint_of_messages;
-- Two programs that are asked for the same message would both send it.
CREATE UNIQUE INDEX CONCURRENTLY webhook_endpoint_of_messages ON webhook_endpoint (client_id) WHERE 'message.requested' = ANY (kinds);
