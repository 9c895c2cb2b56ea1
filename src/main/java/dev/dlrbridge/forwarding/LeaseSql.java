package dev.dlrbridge.forwarding;

/**
 * How lanes change hands. Rows are locked in the order of their accounts; a row that another statement has locked is
 * about to be somebody else's and is left alone.
 */
final class LeaseSql {
    /** The plan as it was last said for one of the account's portals. */
    private static final String LIMIT = """
            (SELECT p.request_limit
               FROM portal p
              WHERE p.member_id = %s AND p.request_limit IS NOT NULL
              ORDER BY p.updated_at DESC
              LIMIT 1)
            """;

    static final String ACQUIRE = """
            WITH added AS (
              INSERT INTO lane (account, owner, epoch, lease_until)
              SELECT a.account, $2, 1, now() + $3 * interval '1 millisecond'
                FROM unnest($1::text[]) AS a (account)
               WHERE (SELECT count(*) FROM lane l WHERE l.account = a.account) = 0
               ORDER BY a.account
              ON CONFLICT DO NOTHING
              RETURNING account, epoch
            ), free AS (
              SELECT account,
                     owner IS NULL AS handed_over,
                     budget_level + admin_calls - admin_charged AS level,
                     greatest(0, extract(epoch FROM now() - CASE WHEN owner IS NULL THEN budget_at
                                                                 ELSE lease_until END))::float8 AS seconds
                FROM lane
               WHERE account = ANY ($1::text[])
                 AND (owner IS NULL OR owner = $2 OR lease_until < now())
                 AND (blocked_until IS NULL OR blocked_until <= now())
               ORDER BY account
                 FOR UPDATE SKIP LOCKED
            ), taken AS (
              UPDATE lane l
                 SET owner = $2,
                     epoch = l.epoch + 1,
                     lease_until = now() + $3 * interval '1 millisecond',
                     admin_charged = l.admin_calls,
                     blocked_until = NULL
                FROM free
               WHERE l.account = free.account
              RETURNING l.account, l.epoch, free.handed_over, free.level, free.seconds, l.budget_drain
            )
            SELECT account, epoch, true, 0::float8, 0::float8, NULL::float8, %s
              FROM added
             UNION ALL
            SELECT taken.*, %s
              FROM taken
            """.formatted(LIMIT.formatted("added.account"), LIMIT.formatted("taken.account"));

    private static final String HELD = """
            WITH held AS MATERIALIZED (
              SELECT h.account, h.level, h.drain, h.blocked_ms, l.admin_calls - l.admin_charged AS charged
                FROM unnest($1::text[], $2::bigint[], $3::float8[], $4::float8[], $5::bigint[])
                  AS h (account, epoch, level, drain, blocked_ms)
                JOIN lane l
                  ON l.account = h.account AND l.epoch = h.epoch AND l.owner = $6
               ORDER BY l.account
                 FOR UPDATE OF l
            )
            UPDATE lane l
               SET budget_level = held.level + held.charged,
                   budget_at = now(),
                   budget_drain = held.drain,
                   admin_charged = l.admin_calls,
                   blocked_until = CASE WHEN held.blocked_ms > 0
                                        THEN now() + held.blocked_ms * interval '1 millisecond' END,
            """;

    /** A lease that has run out is not renewed: somebody may be about to take it. */
    static final String RENEW = HELD + """
                   lease_until = now() + $7 * interval '1 millisecond'
              FROM held
             WHERE l.account = held.account AND l.lease_until > now()
            RETURNING l.account, held.charged, %s
            """.formatted(LIMIT.formatted("l.account"));

    static final String RELEASE = HELD + """
                   owner = NULL,
                   lease_until = NULL
              FROM held
             WHERE l.account = held.account
            """;

    private LeaseSql() {}
}
