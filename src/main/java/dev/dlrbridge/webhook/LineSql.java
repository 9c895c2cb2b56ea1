package dev.dlrbridge.webhook;

/** How lines are claimed and given back. */
final class LineSql {
    /** Many enough that a line costs few statements, few enough for a claim to hold them in memory and in its time. */
    static final int EVENTS_PER_CLAIM = 8;

    /**
     * Lines that are due, of each endpoint no more than it may have under way; endpoints that answer come first. The time
     * in which a line is due is, while it is claimed, that of the claim's end: what a dead replica has claimed is due then.
     */
    static final String CLAIM = """
            WITH endpoint AS MATERIALIZED (
              SELECT e.*,
                     greatest(0, CASE WHEN e.failing_since IS NULL THEN $3 ELSE 1 END - coalesce(b.calls, 0)) AS free
                FROM webhook_endpoint e
                LEFT JOIN unnest($1::text[], $2::int[]) AS b (key, calls) ON b.key = e.client_id || '/' || e.name
               ORDER BY e.failing_since NULLS FIRST
            ), due AS MATERIALIZED (
              SELECT l.*
                FROM endpoint e
               CROSS JOIN LATERAL (
                     SELECT portal_id, client_id, endpoint
                       FROM webhook_line
                      WHERE client_id = e.client_id AND endpoint = e.name AND due_at <= now()
                      ORDER BY due_at
                      LIMIT e.free
                        FOR UPDATE SKIP LOCKED) l
               LIMIT $4
            ), claimed AS (
              UPDATE webhook_line l
                 SET due_at = now() + $5 * interval '1 second', claim = $6
                FROM due d
               WHERE l.portal_id = d.portal_id AND l.client_id = d.client_id AND l.endpoint = d.endpoint
              RETURNING l.portal_id, l.client_id, l.endpoint, l.attempts, l.events, l.bytes
            )
            SELECT c.portal_id, c.client_id, c.endpoint, c.attempts, c.events, c.bytes,
                   e.url, e.secret, CASE WHEN e.previous_until > now() THEN e.previous_secret END, e.state,
                   e.failing_since IS NOT NULL,
                   w.event_id, w.kind, w.payload, w.size, w.give_up_at <= now()
              FROM claimed c
              JOIN endpoint e ON e.client_id = c.client_id AND e.name = c.endpoint
              LEFT JOIN LATERAL (
                   SELECT seq, event_id, kind, payload, size, give_up_at
                     FROM webhook_event
                    WHERE portal_id = c.portal_id AND client_id = c.client_id AND endpoint = c.endpoint
                      AND finished_at IS NULL
                    ORDER BY seq
                    LIMIT %d) w ON true
             ORDER BY c.portal_id, c.client_id, c.endpoint, w.seq
            """.formatted(EVENTS_PER_CLAIM);

    /** Nothing changes when the claim has passed on meanwhile. The line is locked before its events. */
    static final String FINISH = """
            WITH line AS (
              UPDATE webhook_line
                 SET events = greatest(0, events - $5),
                     bytes = greatest(0, bytes - $6),
                     attempts = $7,
                     due_at = CASE WHEN events > $5 THEN now() + $8 * interval '1 millisecond' END,
                     claim = NULL,
                     updated_at = now()
               WHERE portal_id = $1 AND client_id = $2 AND endpoint = $3 AND claim = $4
              RETURNING client_id, endpoint
            )
            UPDATE webhook_event e
               SET finished_at = CASE WHEN r.outcome IS NOT NULL THEN now() END,
                   outcome = r.outcome,
                   payload = CASE WHEN r.forget THEN NULL ELSE e.payload END,
                   attempts = e.attempts + CASE WHEN r.status IS NULL THEN 0 ELSE 1 END,
                   attempted_at = CASE WHEN r.status IS NULL THEN e.attempted_at ELSE now() END,
                   status = coalesce(r.status, e.status),
                   duration_ms = coalesce(r.duration_ms, e.duration_ms),
                   answer = CASE WHEN r.status IS NULL THEN e.answer ELSE r.answer END
              FROM unnest($9::uuid[], $10::text[], $11::int[], $12::int[], $13::text[], $14::boolean[])
                     AS r (event_id, outcome, status, duration_ms, answer, forget)
             CROSS JOIN line l
             WHERE e.client_id = l.client_id AND e.endpoint = l.endpoint AND e.event_id = r.event_id
            """;

    static final String FAILING = """
            UPDATE webhook_endpoint
               SET failing_since = now()
             WHERE client_id = $1 AND name = $2 AND failing_since IS NULL
            """;

    /** Tells whether it was for long; by one event that it does not take, an endpoint fails again and again for a moment. */
    static final String WELL = """
            WITH was AS (
              SELECT client_id, name, failing_since
                FROM webhook_endpoint
               WHERE client_id = $1 AND name = $2 AND failing_since IS NOT NULL
                 FOR UPDATE
            )
            UPDATE webhook_endpoint e
               SET failing_since = NULL
              FROM was
             WHERE e.client_id = was.client_id AND e.name = was.name
            RETURNING was.failing_since < now() - interval '1 minute'
            """;

    /** Only where it still is the address that has answered so. */
    static final String GONE = """
            UPDATE webhook_endpoint
               SET state = 'gone', updated_at = now()
             WHERE client_id = $1 AND name = $2 AND url = $3 AND state = 'active'
            """;

    /** The endpoint takes events again: nobody waits for his time any more. */
    static final String WAKE = """
            UPDATE webhook_line
               SET due_at = now()
             WHERE client_id = $1 AND endpoint = $2 AND due_at > now() AND claim IS NULL
            """;

    private LineSql() {}
}
