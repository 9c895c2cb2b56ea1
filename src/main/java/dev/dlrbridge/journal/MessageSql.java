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
    static final String RAISE = """
            ON CONFLICT (portal_id, message_id) DO UPDATE
               SET channel_id = EXCLUDED.channel_id,
                   sender_code = EXCLUDED.sender_code,
                   reported = EXCLUDED.reported,
                   error_code = EXCLUDED.error_code,
                   due_at = greatest(now(), m.in_flight_until),
                   confirm_at = NULL,
                   known_since = least(coalesce(m.known_since, m.first_seen_at), EXCLUDED.known_since),
                   attempts = CASE WHEN m.abandoned_as IS NULL THEN m.attempts ELSE 0 END,
                   refusals = CASE WHEN m.abandoned_as IS NULL THEN m.refusals ELSE 0 END,
                   abandoned_as = NULL
             WHERE m.reported / 10 < EXCLUDED.reported / 10
               AND (m.sender_code = EXCLUDED.sender_code OR EXCLUDED.known_since IS NOT NULL)
            """;

    private MessageSql() {}
}
