package dev.dlrbridge.search;

/**
 * How things are found by one text. Every statement gives the same columns, takes the applications that may be seen as
 * {@code $1}, and finds at most twenty. Tables whose keys lead with the portal are asked once for each portal or channel,
 * by their keys: some thousand look-ups are milliseconds, and an index more would be paid with each report.
 */
final class FindSql {
    private static final String OF_PORTAL = """
            p.id, p.client_id, p.member_id, p.client_endpoint""";

    private static final String SEEN = "($1::text[] IS NULL OR p.client_id = ANY ($1))";

    /** Also of an application's own channel, under which lies what belongs to no portal yet. */
    private static final String OF_CHANNEL = """
            coalesce(p.id, c.id), coalesce(p.client_id, c.client_id), p.member_id, p.client_endpoint""";

    private static final String SEEN_CHANNEL = "($1::text[] IS NULL OR coalesce(p.client_id, c.client_id) = ANY ($1))";

    private static final String MOST = " LIMIT 20";

    /** $2 as it was typed. */
    static final String APPLICATIONS = """
            SELECT 'APPLICATION', NULL::uuid, NULL::text, NULL::text, NULL::text, client_id, NULL::text, NULL::text,
                   created_at, title
              FROM application
             WHERE client_id = $2 AND ($1::text[] IS NULL OR client_id = ANY ($1))
            """;

    /** $2 as it was typed, $3 as a UUID or null. */
    static final String PORTALS = "SELECT 'PORTAL', " + OF_PORTAL + """
            , p.member_id, NULL::text, NULL::text, p.created_at, p.state
              FROM portal p
             WHERE (p.member_id = $2 OR p.id = $3::uuid OR strpos(lower(split_part(p.client_endpoint, '/', 3)), lower($2)) > 0)
               AND\s""" + SEEN + " ORDER BY p.client_endpoint" + MOST;

    /** $2 a UUID or null, $3 the hash of a callback key or null. */
    static final String CHANNELS = "SELECT 'CHANNEL', " + OF_CHANNEL + """
            , c.id::text, c.id::text, c.gateway, c.created_at, c.sender_code
              FROM channel c
              LEFT JOIN portal p ON p.id = c.portal_id
             WHERE (c.id = $2::uuid OR c.key_hash = $3::bytea OR c.previous_key_hash = $3)
               AND\s""" + SEEN_CHANNEL + MOST;

    /** $2 a message id. */
    static final String MESSAGES = "SELECT 'MESSAGE', " + OF_PORTAL + """
            , m.message_id, m.channel_id::text, c.gateway, m.first_seen_at, NULL::text
              FROM portal p
             CROSS JOIN LATERAL (
                   SELECT message_id, channel_id, first_seen_at
                     FROM message
                    WHERE portal_id = p.id AND message_id = $2
                   OFFSET 0) m
              LEFT JOIN channel c ON c.id = m.channel_id
             WHERE\s""" + SEEN + MOST;

    /** $2 ways in which a gateway's id may be stored. */
    static final String MESSAGES_OF_GATEWAY_IDS =
            """
            WITH told AS (
              SELECT k.portal_id, k.channel_id, k.message_id, k.created_at AS at
                FROM channel r
               CROSS JOIN LATERAL (
                     SELECT coalesce(to_portal, portal_id) AS portal_id, channel_id, message_id, created_at
                       FROM correlation
                      WHERE portal_id = coalesce(r.portal_id, r.id) AND channel_id = r.id AND correlation_key = ANY ($2::text[])
                        AND message_id IS NOT NULL
                     OFFSET 0) k
               UNION ALL
              SELECT r.portal_id, r.channel_id, r.message_id, r.received_at
                FROM reports_of_gateway_ids($2) r
            )
            SELECT DISTINCT ON (p.id, t.message_id) 'MESSAGE',\s""" + OF_PORTAL + """
            , t.message_id, t.channel_id::text, c.gateway, t.at, NULL::text
              FROM told t
              JOIN portal p ON p.id = t.portal_id
              LEFT JOIN channel c ON c.id = t.channel_id
             WHERE\s""" + SEEN + " ORDER BY p.id, t.message_id, t.at" + MOST;

    /** $2 ways in which a gateway's id may be stored, $3 a number or null. */
    static final String UNMATCHED = "SELECT 'UNMATCHED', " + OF_CHANNEL + """
            , u.id::text, u.channel_id::text, c.gateway, u.received_at, u.raw_status
              FROM channel c
              LEFT JOIN portal p ON p.id = c.portal_id
             CROSS JOIN LATERAL (
                   (SELECT id, channel_id, received_at, raw_status
                      FROM unmatched
                     WHERE portal_id = coalesce(c.portal_id, c.id) AND channel_id = c.id AND correlation_key = ANY ($2::text[])
                     LIMIT 20)
                    UNION ALL
                   (SELECT id, channel_id, received_at, raw_status
                      FROM unmatched
                     WHERE portal_id = coalesce(c.portal_id, c.id) AND channel_id = c.id AND id = $3::bigint
                     LIMIT 1)) u
             WHERE\s""" + SEEN_CHANNEL + MOST;

    /** $2 hashes of a recipient's number. */
    static final String UNMATCHED_OF_RECIPIENT =
            "SELECT 'UNMATCHED', " + OF_CHANNEL + """
            , u.id::text, u.channel_id::text, c.gateway, u.received_at, u.raw_status
              FROM unmatched u
              LEFT JOIN portal p ON p.id = u.portal_id
              LEFT JOIN channel c ON c.id = u.channel_id
             WHERE u.recipient_hash = ANY ($2::bigint[])
               AND\s""" + SEEN_CHANNEL + " ORDER BY u.id DESC" + MOST;

    /** $2 a UUID or null, $3 a message id. */
    static final String QUARANTINE =
            "SELECT 'QUARANTINE', " + OF_CHANNEL + """
            , q.id::text, q.channel_id::text, q.gateway, q.received_at, q.reason
              FROM quarantine q
              LEFT JOIN portal p ON p.id = q.portal_id
              LEFT JOIN channel c ON c.id = q.channel_id
             WHERE q.id IN (SELECT id FROM quarantine WHERE id = $2::uuid
                             UNION ALL
                            SELECT id FROM quarantine WHERE message_ids @> ARRAY[$3::text])
               AND\s""" + SEEN_CHANNEL + " ORDER BY q.received_at DESC" + MOST;

    /** $2 a member id, $3 a portal's former UUID or null: what is erased, or being erased. */
    static final String ERASURES = """
            SELECT 'ERASURE', p.portal_id, p.client_id, p.member_id, NULL::text, p.portal_id::text, NULL::text,
                   NULL::text, p.requested_at, p.cause
              FROM erasure p
             WHERE (p.member_id = $2 OR p.portal_id = $3::uuid) AND\s""" + SEEN + MOST;

    /** $2 an entry of the audit. */
    static final String CHANGES = """
            SELECT 'CHANGE', NULL::uuid, a.application, a.member_id, NULL::text, a.id::text, NULL::text, NULL::text,
                   a.at, a.action
              FROM audit a
             WHERE a.id = $2 AND ($1::text[] IS NULL OR a.application = ANY ($1))
            """;

    /** $2 an install that nobody has confirmed yet. */
    static final String INSTALLS = """
            SELECT 'INSTALL', NULL::uuid, p.client_id, p.member_id, NULL::text, p.id::text, NULL::text, NULL::text,
                   p.received_at, NULL::text
              FROM life_cycle_event p
             WHERE p.id = $2 AND\s""" + SEEN;

    private FindSql() {}
}
