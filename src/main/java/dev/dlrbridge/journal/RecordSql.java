package dev.dlrbridge.journal;

/** How reports become rows. */
final class RecordSql {
    private static final String HISTORY = """
            WITH history AS (
              INSERT INTO report (portal_id, message_id, channel_id, gateway_id, raw_status, status,
                                  error_code, error_text, event_time, recipient_hash)
              SELECT *
                FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::smallint[],
                            $7::text[], $8::text[], $9::timestamptz[], $10::bigint[])
            )
            """;

    /** History and messages in one statement, which is a transaction of its own: one round trip, one flush. */
    static final String RECORD = HISTORY + """
            INSERT INTO message AS m (portal_id, message_id, channel_id, sender_code, reported, error_code, known_since,
                                      due_at)
            SELECT portal_id, message_id, channel_id, sender_code, reported, error_code, known_since, now()
              FROM unnest($11::uuid[], $12::text[], $13::uuid[], $14::text[], $15::smallint[], $16::text[],
                          $17::timestamptz[])
                AS t (portal_id, message_id, channel_id, sender_code, reported, error_code, known_since)
            """ + MessageSql.RAISE;

    /**
     * The same, and messages that are raised are taken at once where that is wanted, their lane is held as it was offered, and
     * no call is under way with them. Rows come back of messages that were raised, with whether they were taken.
     */
    static final String RECORD_AND_TAKE = HISTORY.stripTrailing() + """
            , open AS MATERIALIZED (
              SELECT o.portal_id
                FROM unnest($19::uuid[], $20::text[], $21::bigint[]) AS o (portal_id, account, epoch)
                JOIN lane l
                  ON l.account = o.account AND l.owner = $22 AND l.epoch = o.epoch AND l.lease_until > now()
                JOIN portal p
                  ON p.id = o.portal_id AND p.state = 'active'
            )
            INSERT INTO message AS m (portal_id, message_id, channel_id, sender_code, reported, error_code, known_since,
                                      due_at, in_flight_until)
            SELECT portal_id, message_id, channel_id, sender_code, reported, error_code, known_since,
                   coalesce(taken_until, now()), taken_until
              FROM (SELECT *,
                           CASE WHEN wanted AND portal_id IN (SELECT portal_id FROM open)
                                THEN now() + $23::interval END AS taken_until
                      FROM unnest($11::uuid[], $12::text[], $13::uuid[], $14::text[], $15::smallint[], $16::text[],
                                  $17::timestamptz[], $18::boolean[])
                        AS t (portal_id, message_id, channel_id, sender_code, reported, error_code, known_since,
                              wanted)) t
            """ + MessageSql.RAISE_AND_TAKE + """
            RETURNING m.portal_id, m.message_id, m.sender_code, m.reported, m.in_flight_until, m.attempts, m.refusals,
                      extract(epoch FROM now() - m.first_seen_at)::bigint, 0::bigint, 'FIRST',
                      coalesce(m.in_flight_until = now() + $23::interval, false)
            """;

    static final String KNOWN = """
            SELECT portal_id, channel_id, correlation_key, message_id, to_portal, to_account, created_at
              FROM correlation
             WHERE (portal_id, channel_id, correlation_key)
                IN (SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]))
               AND message_id IS NOT NULL
            """;

    /** The update changes nothing: it locks the row, so that a correlation set meanwhile is either seen or waits. */
    static final String LOCK = """
            INSERT INTO correlation AS c (portal_id, channel_id, correlation_key)
            SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[])
            ON CONFLICT (portal_id, channel_id, correlation_key)
            DO UPDATE SET message_id = c.message_id
            RETURNING portal_id, channel_id, correlation_key, message_id, to_portal, to_account, created_at
            """;

    static final String WAIT = """
            INSERT INTO unmatched (portal_id, correlation_key, channel_id, gateway_id, raw_status, status,
                                   error_code, error_text, event_time, recipient_hash, sender_code)
            SELECT *
              FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::text[], $5::text[], $6::smallint[],
                          $7::text[], $8::text[], $9::timestamptz[], $10::bigint[], $11::text[])
            """;

    private RecordSql() {}
}
