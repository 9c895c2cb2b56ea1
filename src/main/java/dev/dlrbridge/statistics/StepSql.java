package dev.dlrbridge.statistics;

/**
 * Adds what came in between two moments to the figures of its hour, and notes how far that goes, in one statement: whoever
 * comes second finds it done. Reports that wait for their message count as they come; a report that is attached later lies
 * in the past by then, and is not counted again.
 *
 * <p>Whether the portal has a status is seen a minute after the report. What it had later is added a day later, by the rule
 * that neither pass sees what the other counts.
 */
final class StepSql {
    private static final String STEP = """
            WITH step AS (
              UPDATE statistic_progress
                 SET until = $2
               WHERE pass = '%1$s' AND until = $1
              RETURNING 1
            ), heard AS (
              SELECT portal_id, message_id, channel_id, received_at, coalesce(status, 0::smallint) AS status
                FROM report
               WHERE received_at >= $1 AND received_at < $2 AND EXISTS (SELECT FROM step)
               %2$s
            ), figures AS (
              SELECT h.portal_id, date_trunc('hour', h.received_at) AS hour, p.client_id, coalesce(c.gateway, '') AS gateway,
                     h.status, h.received_at,
                     CASE WHEN m.known_since < h.received_at
                          THEN extract(epoch FROM h.received_at - m.known_since) * 1000 END AS known_ms,
                     CASE WHEN m.forwarded = h.status AND m.forwarded_at %3$s h.received_at + interval '1 minute'
                          THEN greatest(0, extract(epoch FROM m.forwarded_at - h.received_at) * 1000) END AS shown_ms
                FROM heard h
                JOIN portal p ON p.id = h.portal_id
                LEFT JOIN channel c ON c.id = h.channel_id
                LEFT JOIN message m ON m.portal_id = h.portal_id AND m.message_id = h.message_id
            )
            INSERT INTO statistic AS s (portal_id, hour, client_id, gateway, status, reports, known, known_ms, shown, shown_ms)
            SELECT portal_id, hour, client_id, gateway, status, %4$s, count(shown_ms), coalesce(sum(shown_ms), 0)::bigint
              FROM figures
             GROUP BY portal_id, hour, client_id, gateway, status
            HAVING %5$s
             ORDER BY portal_id, hour, gateway, status
            ON CONFLICT (portal_id, hour, gateway, status) DO UPDATE
               SET reports = s.reports + EXCLUDED.reports,
                   known = s.known + EXCLUDED.known,
                   known_ms = s.known_ms + EXCLUDED.known_ms,
                   shown = s.shown + EXCLUDED.shown,
                   shown_ms = s.shown_ms + EXCLUDED.shown_ms
            """;

    private static final String WAITING = """
            UNION ALL
              SELECT portal_id, NULL, channel_id, received_at, coalesce(status, 0::smallint)
                FROM unmatched
               WHERE received_at >= $1 AND received_at < $2 AND EXISTS (SELECT FROM step)
            """;

    static final String RECEIVED = STEP.formatted(
            "received", WAITING, "<", "count(*), count(known_ms), coalesce(sum(known_ms), 0)::bigint", "true");

    static final String LATE = STEP.formatted("late", "", ">=", "0, 0, 0", "count(shown_ms) > 0");

    /** Where the next step begins and ends, if it is time for it: $2 seconds must have passed since its end. */
    static final String NEXT = """
            SELECT until, least(until + interval '1 minute', date_trunc('hour', until) + interval '1 hour')
              FROM statistic_progress
             WHERE pass = $1
               AND least(until + interval '1 minute', date_trunc('hour', until) + interval '1 hour')
                   <= now() - $2 * interval '1 second'
            """;

    private StepSql() {}
}
