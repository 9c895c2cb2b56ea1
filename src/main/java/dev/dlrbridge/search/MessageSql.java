package dev.dlrbridge.search;

import dev.dlrbridge.journal.MessageColumns;

/**
 * How messages are found over portals. Each statement looks at no more than {@code $15} of them, by an index, and filters
 * what it has seen: the rows after which the next step goes on comes last, with no message, when it has not seen all.
 */
final class MessageSql {
    private static final String SEEN = """
            m.portal_id, m.message_id, m.channel_id, m.reported, m.forwarded, m.abandoned_as, m.due_at, m.error_code,
                   m.forwarded_at, m.attempts, m.last_error, m.first_seen_at""";

    private static final String IN_TIME = """
            ($9::timestamptz IS NULL OR m.first_seen_at >= $9)
               AND ($10::timestamptz IS NULL OR m.first_seen_at < $10)
               AND ($11::timestamptz IS NULL
                    OR m.first_seen_at < $11
                    OR m.first_seen_at = $11 AND (m.portal_id, m.message_id) > ($12::uuid, $13::text))
            """;

    private static final String ORDER = " ORDER BY m.first_seen_at DESC, m.portal_id, m.message_id ";

    /** The bounds are named once more, since an index is not read by what may be null. */
    private static final String NEWEST = """
            (SELECT %1$s
               FROM message m
              WHERE %2$s
                AND m.first_seen_at >= coalesce($9::timestamptz, '-infinity')
                AND m.first_seen_at <= coalesce($11::timestamptz, $10::timestamptz, 'infinity')
                AND %3$s
              ORDER BY m.first_seen_at DESC
              LIMIT $15)
            """;

    private static final String REST = """
            ), found AS (
              SELECT p.id, p.client_id, p.member_id, p.client_endpoint, c.gateway, %1$s
                FROM seen m
                JOIN portal p ON p.id = m.portal_id
                LEFT JOIN channel c ON c.id = m.channel_id
               WHERE ($1::text[] IS NULL OR p.client_id = ANY ($1))
                 AND ($2::text IS NULL OR p.member_id = $2)
                 AND ($3::text IS NULL OR starts_with(split_part(p.client_endpoint, '/', 3), $3))
                 AND ($4::smallint IS NULL OR m.reported = $4)
                 AND ($5::text IS NULL OR $5 = %2$s)
                 AND ($6::text IS NULL OR c.gateway = $6)
                 AND ($7::uuid IS NULL OR m.channel_id = $7)
                 AND ($8::text IS NULL OR m.error_code = $8 OR m.last_error = $8)
                 AND ($16::bigint IS NULL
                      OR EXISTS (SELECT
                                   FROM requested_message q
                                  WHERE q.portal_id = m.portal_id AND q.message_id = m.message_id AND q.author = $16))
               %3$s
               LIMIT $14
            ), last AS (
              SELECT portal_id, NULL, NULL, NULL, NULL, message_id, NULL::uuid, NULL::smallint, NULL::smallint, NULL, NULL,
                     NULL::timestamptz, NULL::int, NULL, first_seen_at
                FROM seen m
               %3$s
              OFFSET $15 - 1
               LIMIT 1
            )
            SELECT * FROM found
             UNION ALL
            SELECT * FROM last
            """.formatted(MessageColumns.OF_M, MessageColumns.STATE, ORDER);

    /** The newest of all, by the two indexes that hold each message once. */
    static final String OF_ALL = "WITH seen AS MATERIALIZED (SELECT * FROM ("
            + NEWEST.formatted(SEEN, "m.due_at IS NULL", IN_TIME)
            + " UNION ALL "
            + NEWEST.formatted(SEEN, "m.due_at > '-infinity'", IN_TIME)
            + ") m" + ORDER + "LIMIT $15" + REST;

    /** Of some portals: which are the newest stands in the key, and only of those more is read. */
    static final String OF_PORTALS = "WITH seen AS MATERIALIZED (SELECT " + SEEN + """
              FROM (SELECT m.portal_id, m.message_id
                      FROM unnest($17::uuid[]) AS wanted (id)
                     CROSS JOIN LATERAL (
                           SELECT portal_id, message_id, first_seen_at
                             FROM message
                            WHERE portal_id = wanted.id) m
                     WHERE %1$s %2$s
                     LIMIT $15) newest
             CROSS JOIN LATERAL (
                   SELECT *
                     FROM message
                    WHERE portal_id = newest.portal_id AND message_id = newest.message_id
                   OFFSET 0) m
            """.formatted(IN_TIME, ORDER) + REST;

    /** By the number's hash; also what is known only by reports that nobody understands yet. */
    static final String OF_RECIPIENT = """
            WITH seen AS MATERIALIZED (
              SELECT * FROM (
                SELECT r.portal_id, r.message_id, coalesce(m.channel_id, r.channel_id) AS channel_id, m.reported,
                       m.forwarded, m.abandoned_as, m.due_at, m.error_code, m.forwarded_at,
                       coalesce(m.attempts, 0) AS attempts, m.last_error,
                       coalesce(m.first_seen_at, r.received_at) AS first_seen_at
                  FROM (SELECT DISTINCT ON (portal_id, message_id) portal_id, message_id, channel_id, received_at
                          FROM reports_of_recipient($17::bigint[])
                         ORDER BY portal_id, message_id, received_at) r
                  LEFT JOIN message m USING (portal_id, message_id)) m
               WHERE %s %s
               LIMIT $15
            """.formatted(IN_TIME, ORDER) + REST;

    /** Portals that are so few that the messages of each are read. */
    static final String PORTALS = """
            SELECT id
              FROM portal p
             WHERE ($1::text[] IS NULL OR p.client_id = ANY ($1))
               AND ($2::text IS NULL OR p.member_id = $2)
               AND ($3::text IS NULL OR starts_with(split_part(p.client_endpoint, '/', 3), $3))
             LIMIT $4
            """;

    private MessageSql() {}
}
