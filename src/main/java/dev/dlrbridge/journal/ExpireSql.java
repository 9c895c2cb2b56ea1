package dev.dlrbridge.journal;

/** What is given up because it waits for too long. */
final class ExpireSql {
    /** Messages in one statement, so that none takes long. */
    static final int LARGEST_BATCH = 5000;

    static final String EXPIRE = """
            WITH old AS (
              SELECT portal_id, message_id
                FROM message
               WHERE due_at IS NOT NULL
                 AND first_seen_at < now() - $1 * interval '1 second'
                 AND (in_flight_until IS NULL OR in_flight_until <= now())
               ORDER BY first_seen_at
               LIMIT %d
                 FOR UPDATE SKIP LOCKED
            )
            UPDATE message m
               SET due_at = NULL,
                   abandoned_as = 'expired'
              FROM old
             WHERE m.portal_id = old.portal_id AND m.message_id = old.message_id
            """.formatted(LARGEST_BATCH);

    static final String FORGET_CONFIRMATIONS = """
            UPDATE message
               SET confirm_at = NULL
             WHERE confirm_at < now() - interval '30 minutes'
            """;

    private ExpireSql() {}
}
