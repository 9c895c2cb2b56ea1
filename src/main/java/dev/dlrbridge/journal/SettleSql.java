package dev.dlrbridge.journal;

/** What becomes of taken messages. */
final class SettleSql {
    /**
     * The rows are locked one by one in the order of the key that every writer keeps, then changed.
     *
     * <p>A portal may overwrite a final status that comes within seconds of the message itself with "sent"
     * (<a href="https://apidocs.bitrix24.com/api-reference/messageservice/">it sets it after the handler was
     * called</a>), so that such a status is to be confirmed a minute later. The message is as old as the portal's request where
     * that came to the bridge, else as its first report. A confirmation changes nothing else, and comes to an end half an hour
     * after it was due.
     *
     * <p>Of calls that did not end well the last ten are kept; nothing is read or made for those that did.
     */
    private static final String CHANGES = """
            WITH outcome AS (
              SELECT *
                FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::smallint[], $5::boolean[], $6::boolean[],
                            $7::bigint[], $8::boolean[], $9::boolean[], $10::boolean[], $11::text[], $12::boolean[],
                            $13::int[], $14::int[])
                  AS o (portal_id, message_id, taken_until, sent, confirmation, forwarded,
                        retry_ms, may_have_run, attempt, rejected, error, refusal, http, ms)
            ), settled AS MATERIALIZED (
              SELECT o.portal_id, o.message_id, o.sent, o.confirmation, o.forwarded, o.rejected, o.attempt, o.refusal, o.error,
                     o.http, o.ms,
                     m.reported <> o.sent AS raised,
                     CASE WHEN o.may_have_run THEN m.in_flight_until END AS in_flight_until,
                     greatest(now() + o.retry_ms * interval '1 millisecond',
                              CASE WHEN o.may_have_run THEN m.in_flight_until END) AS retry_at
                FROM (SELECT * FROM outcome ORDER BY portal_id, message_id COLLATE "C") o
               CROSS JOIN LATERAL (
                     SELECT reported, in_flight_until
                       FROM message
                      WHERE portal_id = o.portal_id AND message_id = o.message_id
                        FOR UPDATE) m
               WHERE m.in_flight_until = o.taken_until
            ), updated AS (
              UPDATE message m
                 SET forwarded = CASE WHEN s.forwarded AND coalesce(m.forwarded, 0) / 10 < s.sent / 10
                                      THEN s.sent ELSE m.forwarded END,
                     due_at = CASE WHEN s.raised THEN greatest(now(), s.in_flight_until)
                                   WHEN NOT s.confirmation AND NOT s.forwarded AND NOT s.rejected THEN s.retry_at END,
                     confirm_at = CASE WHEN s.raised OR s.rejected THEN NULL
                                       WHEN s.confirmation AND NOT s.forwarded
                                            AND s.retry_at < coalesce(m.known_since, m.forwarded_at) + interval '31 minutes' THEN s.retry_at
                                       WHEN s.forwarded AND NOT s.confirmation AND s.sent >= 30
                                            AND coalesce((SELECT r.requested_at
                                                            FROM requested_message r
                                                           WHERE r.portal_id = m.portal_id
                                                             AND r.message_id = m.message_id),
                                                         m.known_since) > now() - interval '10 seconds'
                                            AND NOT EXISTS (SELECT FROM channel c
                                                             WHERE c.id = m.channel_id
                                                               AND c.settings ->> 'confirm' = 'never')
                                       THEN now() + interval '1 minute' END,
                     in_flight_until = s.in_flight_until,
                     attempts = CASE WHEN s.confirmation THEN m.attempts
                                     WHEN s.forwarded THEN 0
                                     WHEN s.attempt THEN m.attempts + 1
                                     ELSE m.attempts END,
                     refusals = CASE WHEN s.forwarded THEN 0
                                     WHEN s.refusal THEN m.refusals + 1
                                     ELSE m.refusals END,
                     abandoned_as = CASE WHEN s.rejected AND NOT s.raised AND NOT s.confirmation THEN 'rejected' END,
                     forwarded_at = CASE WHEN s.forwarded AND NOT s.confirmation THEN now() ELSE m.forwarded_at END,
                     forwarded_ms = CASE WHEN s.forwarded AND NOT s.confirmation THEN s.ms ELSE m.forwarded_ms END,
                     failed_calls = CASE WHEN s.error IS NULL THEN m.failed_calls
                                         ELSE (jsonb_strip_nulls(jsonb_build_array(jsonb_build_object(
                                                   'at', now(), 'code', s.error, 'http', s.http, 'ms', s.ms)))
                                               || coalesce(m.failed_calls, '[]')) - 10 END,
                     last_error = CASE WHEN s.confirmation THEN m.last_error ELSE s.error END
                FROM settled s
               WHERE m.portal_id = s.portal_id AND m.message_id = s.message_id
              RETURNING m.portal_id, m.message_id, m.due_at
            )
            """;

    static final String SETTLE = CHANGES + """
            SELECT DISTINCT portal_id FROM updated WHERE due_at <= now()
            """;

    /** The same where somebody is told of what was settled. */
    static final String SETTLE_EACH = CHANGES + """
            SELECT portal_id, message_id, coalesce(due_at <= now(), false) FROM updated
            """;

    private SettleSql() {}
}
