package dev.dlrbridge.journal;

/** The one rule by which a message is raised, for every statement that inserts reports' messages. */
final class MessageSql {
    /**
     * A status never goes back; of equal rank the first stays. While a call is under way the higher status waits until
     * its outcome is known. A message that was given up begins anew. The report before proves since when the message is
     * there.
     *
     * <p>A message is its sender's: of the one that a correlation names, else of the first that reports on it. What comes
     * through channels of other senders changes nothing, so that a channel's key is good for its own messages only.
     */
    private static final String RULE = """
            ON CONFLICT (portal_id, message_id) DO UPDATE
               SET channel_id = EXCLUDED.channel_id,
                   sender_code = EXCLUDED.sender_code,
                   reported = EXCLUDED.reported,
                   error_code = EXCLUDED.error_code,
                   due_at = %s,
                   confirm_at = NULL,
                   known_since = least(coalesce(m.known_since, m.first_seen_at), EXCLUDED.known_since),
                   attempts = CASE WHEN m.abandoned_as IS NULL THEN m.attempts ELSE 0 END,
                   refusals = CASE WHEN m.abandoned_as IS NULL THEN m.refusals ELSE 0 END,
                   abandoned_as = NULL
             WHERE m.reported / 10 < EXCLUDED.reported / 10
               AND (m.sender_code = EXCLUDED.sender_code OR EXCLUDED.known_since IS NOT NULL)
            """;

    static final String RAISE = RULE.formatted("greatest(now(), m.in_flight_until)");

    /** The same, where the row to be inserted says until when it is taken: but never a repeat, nor what a call is under way with. */
    static final String RAISE_AND_TAKE = RULE.formatted("""
            CASE WHEN m.in_flight_until > now() OR m.refusals > 0 THEN greatest(now(), m.in_flight_until)
                 ELSE EXCLUDED.due_at END,
                   in_flight_until = CASE WHEN m.in_flight_until > now() OR m.refusals > 0 THEN m.in_flight_until
                                          ELSE coalesce(EXCLUDED.in_flight_until, m.in_flight_until) END""");

    private MessageSql() {}
}
