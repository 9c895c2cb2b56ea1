package dev.dlrbridge.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The forwarder's side of the journal: one statement takes what is due, one settles what became of it. */
@ApplicationScoped
public class DueMessages {
    /** The portal executes a call for at most 60 s; the rest is for the call to begin and its answer to travel. */
    public static final Duration IN_FLIGHT = Duration.ofSeconds(75);

    /** A raise meanwhile makes the message due when the taking ends, so that due_at is never left in the past. */
    private static final String TAKE = """
            WITH wanted AS (
              SELECT w.portal_id, w.slots
                FROM unnest($1::uuid[], $2::int[], $3::text[], $4::bigint[]) AS w (portal_id, slots, account, epoch)
                JOIN lane l
                  ON l.account = w.account AND l.owner = $5 AND l.epoch = w.epoch AND l.lease_until > now()
                JOIN portal p
                  ON p.id = w.portal_id AND p.state = 'active'
            ), due AS (
              SELECT d.portal_id, d.message_id
                FROM wanted w
               CROSS JOIN LATERAL (
                     SELECT portal_id, message_id
                       FROM message
                      WHERE portal_id = w.portal_id AND due_at <= now()
                      ORDER BY due_at
                      LIMIT w.slots
                        FOR UPDATE SKIP LOCKED) d
            )
            UPDATE message m
               SET in_flight_until = now() + $6::interval,
                   due_at = now() + $6::interval
              FROM due
             WHERE m.portal_id = due.portal_id AND m.message_id = due.message_id
            RETURNING m.portal_id, m.message_id, m.sender_code, m.reported, m.in_flight_until, m.attempts,
                      extract(epoch FROM now() - m.first_seen_at)::bigint
            """;

    /** The rows are locked in the order of the key that every writer keeps, then changed. */
    private static final String SETTLE = """
            WITH outcome AS (
              SELECT *
                FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::smallint[], $5::boolean[], $6::bigint[],
                            $7::boolean[], $8::boolean[], $9::boolean[], $10::text[])
                  AS o (portal_id, message_id, taken_until, sent, forwarded, retry_ms,
                        may_have_run, attempt, rejected, error)
            ), settled AS MATERIALIZED (
              SELECT m.portal_id, m.message_id, o.sent, o.forwarded, o.rejected, o.attempt, o.error,
                     CASE WHEN o.may_have_run THEN m.in_flight_until END AS in_flight_until,
                     now() + o.retry_ms * interval '1 millisecond' AS retry_at
                FROM message m
                JOIN outcome o ON o.portal_id = m.portal_id AND o.message_id = m.message_id
               WHERE m.in_flight_until = o.taken_until
               ORDER BY m.portal_id, m.message_id
                 FOR UPDATE OF m
            ), updated AS (
              UPDATE message m
                 SET forwarded = CASE WHEN s.forwarded AND coalesce(m.forwarded, 0) / 10 < s.sent / 10
                                      THEN s.sent ELSE m.forwarded END,
                     due_at = CASE WHEN m.reported <> s.sent THEN greatest(now(), s.in_flight_until)
                                   WHEN s.retry_at IS NOT NULL THEN greatest(s.retry_at, s.in_flight_until) END,
                     in_flight_until = s.in_flight_until,
                     attempts = CASE WHEN s.forwarded THEN 0 WHEN s.attempt THEN m.attempts + 1 ELSE m.attempts END,
                     abandoned_as = CASE WHEN s.rejected AND m.reported = s.sent THEN 'rejected' END,
                     last_error = s.error
                FROM settled s
               WHERE m.portal_id = s.portal_id AND m.message_id = s.message_id
              RETURNING m.portal_id, m.due_at
            )
            SELECT DISTINCT portal_id FROM updated WHERE due_at <= now()
            """;

    private static final String PORTALS = """
            SELECT p.id, p.member_id
              FROM portal p
             WHERE p.state = 'active'
               AND EXISTS (SELECT FROM message m WHERE m.portal_id = p.id AND m.due_at <= now())
            """;

    private final Pool pool;

    DueMessages(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes due messages, the longest due first, of lanes that this owner holds at this moment; none of others.
     *
     * @return what was taken; empty when nothing is due
     */
    public Uni<List<DueMessage>> take(UUID owner, List<Want> wants) {
        Columns<Want> rows = Columns.of(wants);
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(rows.column(UUID.class, Want::portalId))
                .addArrayOfInteger(rows.column(Integer.class, Want::slots))
                .addArrayOfString(rows.column(String.class, Want::account))
                .addArrayOfLong(rows.column(Long.class, Want::epoch))
                .addUUID(owner)
                .addValue(io.vertx.pgclient.data.Interval.of(0, 0, 0, 0, 0, (int) IN_FLIGHT.toSeconds()));
        return SqlFailure.guarded(() -> pool.preparedQuery(TAKE).execute(values))
                .map(taken -> stream(taken).map(DueMessages::message).toList());
    }

    /**
     * Settles outcomes; one whose taking has ended meanwhile changes nothing.
     *
     * @return the portals that have one of these messages due again at once
     */
    public Uni<Set<UUID>> settle(List<Settlement> settlements) {
        Columns<Settlement> rows = Columns.of(settlements);
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(rows.column(UUID.class, s -> s.message().portalId()))
                .addArrayOfString(rows.column(String.class, s -> s.message().messageId()))
                .addArrayOfOffsetDateTime(
                        rows.column(OffsetDateTime.class, s -> s.message().takenUntil()))
                .addArrayOfShort(
                        rows.column(Short.class, s -> StatusCode.of(s.message().status())))
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::forwarded))
                .addArrayOfLong(rows.column(
                        Long.class,
                        s -> s.retryAfter() == null ? null : s.retryAfter().toMillis()))
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::mayHaveRun))
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::attempt))
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::rejected))
                .addArrayOfString(rows.column(String.class, s -> Text.cut(s.error(), Text.LONGEST_ERROR)));
        return SqlFailure.guarded(() -> pool.preparedQuery(SETTLE).execute(values))
                .map(due -> stream(due).map(row -> row.getUUID(0)).collect(Collectors.toSet()));
    }

    /** The active portals that have something due, with their accounts. */
    public Uni<Map<UUID, String>> portals() {
        return SqlFailure.guarded(() -> pool.query(PORTALS).execute()).map(found -> {
            Map<UUID, String> accounts = new HashMap<>();
            found.forEach(row -> accounts.put(row.getUUID(0), row.getString(1)));
            return accounts;
        });
    }

    private static java.util.stream.Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static DueMessage message(Row row) {
        return new DueMessage(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                StatusCode.status(row.getShort(3)),
                row.getOffsetDateTime(4),
                row.getInteger(5),
                Duration.ofSeconds(row.getLong(6)));
    }

    /**
     * A wish to forward up to {@code slots} messages of a portal over its lane.
     *
     * @param epoch of the lane's lease, so that an owner whose lease passed on takes nothing
     */
    public record Want(UUID portalId, int slots, String account, long epoch) {}
}
