package dev.dlrbridge.tenant.event;

/** How events are written. */
final class OutboxSql {
    static final String TABLE = "webhook_event";
    static final String PAYLOAD = "payload";

    /**
     * A line is upserted behind its events, so that whoever ends a claim of it, and locks it, never misses one: it counts
     * what waits.
     */
    static final String WRITE = """
            WITH told AS (
              SELECT e.name AS endpoint, e.crowded, v.*
                FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bytea[], $6::bigint[],
                            $7::text[]) WITH ORDINALITY
                  AS v (event_id, portal_id, client_id, kind, payload, seconds, target, place)
                JOIN webhook_endpoint e
                  ON e.client_id = v.client_id AND e.state = 'active'
                 AND CASE WHEN v.target IS NULL THEN v.kind = ANY (e.kinds) ELSE e.name = v.target END
            ), written AS (
              INSERT INTO webhook_event (portal_id, client_id, endpoint, event_id, kind, payload, size, give_up_at)
              SELECT portal_id, client_id, endpoint, event_id, kind, payload, length(payload),
                     now() + seconds * interval '1 second'
                FROM told
               WHERE NOT crowded
               ORDER BY place
              ON CONFLICT DO NOTHING
              RETURNING portal_id, client_id, endpoint, event_id, size
            ), line AS (
              INSERT INTO webhook_line AS l (portal_id, client_id, endpoint, due_at, events, bytes)
              SELECT portal_id, client_id, endpoint, now(), count(*), sum(size)
                FROM written
               GROUP BY portal_id, client_id, endpoint
               ORDER BY portal_id, client_id, endpoint
              ON CONFLICT (portal_id, client_id, endpoint) DO UPDATE
                 SET due_at = coalesce(l.due_at, EXCLUDED.due_at),
                     events = l.events + EXCLUDED.events,
                     bytes = l.bytes + EXCLUDED.bytes,
                     updated_at = now()
            )
            SELECT event_id, kind,
                   CASE WHEN crowded THEN 'crowded' WHEN w.portal_id IS NULL THEN 'known' ELSE 'written' END
              FROM told
              LEFT JOIN written w USING (client_id, endpoint, event_id)
            """;

    /** What comes through an application's channel is known by the channel, as long as nobody knows its portal. */
    static final String PORTALS = """
            SELECT id, client_id, member_id, client_endpoint
              FROM portal p
             WHERE id = ANY ($1)
               AND EXISTS (SELECT
                             FROM webhook_endpoint e
                            WHERE e.client_id = p.client_id AND $2 = ANY (e.kinds) AND e.state = 'active')
             UNION ALL
            SELECT id, client_id, NULL, NULL
              FROM channel c
             WHERE id = ANY ($1)
               AND portal_id IS NULL
               AND EXISTS (SELECT
                             FROM webhook_endpoint e
                            WHERE e.client_id = c.client_id AND $2 = ANY (e.kinds) AND e.state = 'active')
            """;

    private OutboxSql() {}
}
