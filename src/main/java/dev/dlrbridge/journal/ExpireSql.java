package dev.dlrbridge.journal;

/** What is given up because it waits for too long. Rows are found by small indexes, then changed where they lie. */
final class ExpireSql {
    /** Messages in one statement, so that none takes long. */
    static final int LARGEST_BATCH = 5000;

    static final String EXPIRE = """
            UPDATE message
               SET due_at = NULL,
                   abandoned_as = 'expired'
             WHERE ctid = ANY (ARRAY (
                   SELECT ctid
                     FROM message
                    WHERE due_at > '-infinity'
                      AND first_seen_at < now() - $1 * interval '1 second'
                      AND (in_flight_until IS NULL OR in_flight_until <= now())
                    ORDER BY first_seen_at
                    LIMIT %d
                      FOR UPDATE SKIP LOCKED))
            """.formatted(LARGEST_BATCH);

    /** The same, with what integrators are told of each. */
    static final String EXPIRE_EACH = EXPIRE + " RETURNING portal_id, message_id, sender_code, reported";

    static final String FORGET_CONFIRMATIONS = """
            UPDATE message
               SET confirm_at = NULL
             WHERE ctid = ANY (ARRAY (
                   SELECT ctid
                     FROM message
                    WHERE confirm_at < now() - interval '30 minutes'
                    ORDER BY portal_id, confirm_at
                    LIMIT %d
                      FOR UPDATE SKIP LOCKED))
            """.formatted(LARGEST_BATCH);

    private ExpireSql() {}
}
