package dev.dlrbridge.journal;

/**
 * How due messages are found and taken. Every statement reads {@code message} by an index whatever lies in the table:
 * a parked portal's backlog is never looked at. Where a portal's own rows are asked for, an {@code ORDER BY} of the
 * index keeps the planner from a sequential scan that a portal with most of the rows would make look cheap.
 */
final class TakeSql {
    /** Above what one portal may have in flight; the constant also tells the planner that few rows come. */
    static final int MOST_SLOTS = 500;

    /**
     * A raise meanwhile makes the message due when the taking ends, so that due_at is never left in the past. The rows
     * of a message that is due and of one that is to be confirmed are never the same.
     */
    static final String TAKE = """
            WITH wanted AS (
              SELECT w.portal_id, p.kind,
                     CASE p.kind WHEN 'FIRST' THEN w.slots ELSE 1 END AS slots,
                     CASE WHEN NOT EXISTS (SELECT FROM message
                                            WHERE portal_id = w.portal_id AND due_at <= now() AND refusals = 0
                                            ORDER BY due_at
                                            LIMIT 1)
                          THEN CASE p.kind WHEN 'FIRST' THEN w.alone ELSE 1 END
                          WHEN p.kind = 'FIRST' THEN w.repeats
                          ELSE 0
                     END AS repeats,
                     w.alone, w.batch
                FROM unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[], $6::text[], $7::bigint[])
                  AS w (portal_id, slots, repeats, alone, batch, account, epoch)
                JOIN lane l
                  ON l.account = w.account AND l.owner = $8 AND l.epoch = w.epoch AND l.lease_until > now()
                JOIN (SELECT id, state, probe_at, CASE state WHEN 'active' THEN 'FIRST' ELSE 'PROBE' END AS kind
                        FROM portal) p
                  ON p.id = w.portal_id AND (p.state = 'active' OR p.state = 'parked' AND p.probe_at <= now())
            ), repeats AS MATERIALIZED (
              SELECT w.portal_id, d.message_id, d.due_at, w.kind
                FROM wanted w
               CROSS JOIN LATERAL (
                     SELECT message_id, due_at
                       FROM (SELECT message_id, due_at
                               FROM message
                              WHERE portal_id = w.portal_id AND due_at <= now() AND refusals > 0
                              ORDER BY due_at
                              LIMIT %1$d
                                FOR UPDATE SKIP LOCKED) longest_due
                      LIMIT w.repeats) d
            ), first_sends AS MATERIALIZED (
              SELECT w.portal_id, d.message_id, d.due_at, w.kind
                FROM wanted w
               CROSS JOIN LATERAL (
                     SELECT message_id, due_at
                       FROM (SELECT message_id, due_at
                               FROM message
                              WHERE portal_id = w.portal_id AND due_at <= now() AND refusals = 0
                              ORDER BY due_at
                              LIMIT %1$d
                                FOR UPDATE SKIP LOCKED) longest_due
                      LIMIT w.slots - (SELECT count(*) FROM repeats r WHERE r.portal_id = w.portal_id)) d
            ), due AS (
              SELECT * FROM first_sends
               UNION ALL
              SELECT * FROM repeats
            ), confirmations AS MATERIALIZED (
              SELECT w.portal_id, c.message_id, c.confirm_at, 'CONFIRMATION'
                FROM (SELECT w.portal_id,
                             CASE n.due WHEN 0 THEN w.alone ELSE (w.batch - n.due %% w.batch) %% w.batch END AS slots
                        FROM wanted w
                       CROSS JOIN LATERAL (SELECT count(*) AS due FROM due d WHERE d.portal_id = w.portal_id) n
                       WHERE w.kind = 'FIRST') w
               CROSS JOIN LATERAL (
                     SELECT message_id, confirm_at
                       FROM (SELECT message_id, confirm_at
                               FROM message
                              WHERE portal_id = w.portal_id AND confirm_at <= now()
                              ORDER BY confirm_at
                              LIMIT %1$d
                                FOR UPDATE SKIP LOCKED) longest_due
                      LIMIT w.slots) c
            ), taken (portal_id, message_id, since, kind) AS (
              SELECT * FROM due
               UNION ALL
              SELECT * FROM confirmations
            )
            UPDATE message m
               SET in_flight_until = now() + $9::interval,
                   due_at = CASE taken.kind WHEN 'CONFIRMATION' THEN m.due_at ELSE now() + $9::interval END,
                   confirm_at = CASE taken.kind WHEN 'CONFIRMATION' THEN now() + $9::interval END
              FROM taken
             WHERE m.portal_id = taken.portal_id AND m.message_id = taken.message_id
            RETURNING m.portal_id, m.message_id, m.sender_code, m.reported, m.in_flight_until, m.attempts,
                      m.refusals,
                      extract(epoch FROM now() - m.first_seen_at)::bigint,
                      (extract(epoch FROM now() - taken.since) * 1000)::bigint,
                      taken.kind
            """.formatted(MOST_SLOTS);

    static final String PORTALS = """
            SELECT p.id, p.member_id
              FROM portal p
              LEFT JOIN lane l
                ON l.account = p.member_id
             CROSS JOIN LATERAL (
                   (SELECT FROM waiting_message m
                     WHERE m.portal_id = p.id AND m.due_at <= now()
                     ORDER BY m.due_at
                     LIMIT 1)
                    UNION ALL
                   (SELECT FROM message m
                     WHERE m.portal_id = p.id AND m.confirm_at <= now()
                     ORDER BY m.confirm_at
                     LIMIT 1)
                    LIMIT 1) work
             WHERE (p.state = 'active' OR p.state = 'parked' AND p.probe_at <= now())
               AND (l.owner = $1
                    OR (l.owner IS NULL OR l.lease_until < now())
                       AND (l.blocked_until IS NULL OR l.blocked_until <= now()))
            """;

    private TakeSql() {}
}
