package dev.dlrbridge.journal;

import dev.dlrbridge.sql.Columns;
import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The forwarder's side of the journal: one statement takes what is due, one settles what became of it. */
@ApplicationScoped
public class DueMessages {
    /** The portal executes a call for at most 60 s; the rest is for the call to begin and its answer to travel. */
    public static final Duration IN_FLIGHT = Duration.ofSeconds(75);

    /** Messages given up by one {@link #expire}. */
    public static final int MOST_EXPIRED = ExpireSql.LARGEST_BATCH;

    private final Statements statements;
    private final SettledEvents events;

    DueMessages(Statements statements, SettledEvents events) {
        this.statements = statements;
        this.events = events;
    }

    /**
     * Takes due messages of lanes that this owner holds at this moment, and none of others: first sends, the longest due
     * first; of repeats only as many as are wanted, whatever there is of first sends; and confirmations last, which fill calls
     * that are made anyway, or are wanted alone. Of a parked portal whose probe is due it takes one.
     *
     * @return what was taken; empty when nothing is due
     */
    public Uni<List<DueMessage>> take(UUID owner, List<Want> wants) {
        Columns<Want> rows = Columns.of(wants);
        Tuple values = Tuple.tuple()
                .addArrayOfUUID(rows.column(UUID.class, Want::portalId))
                .addArrayOfInteger(rows.column(Integer.class, Want::slots))
                .addArrayOfInteger(rows.column(Integer.class, Want::repeats))
                .addArrayOfInteger(rows.column(Integer.class, Want::alone))
                .addArrayOfInteger(rows.column(Integer.class, Want::batch))
                .addArrayOfString(rows.column(String.class, Want::account))
                .addArrayOfLong(rows.column(Long.class, Want::epoch))
                .addUUID(owner)
                .addValue(inFlight());
        return statements.list(TakeSql.TAKE, values, DueMessages::message);
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
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::isConfirmation))
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::forwarded))
                .addArrayOfLong(rows.column(
                        Long.class,
                        s -> s.retryAfter() == null ? null : s.retryAfter().toMillis()))
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::mayHaveRun))
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::attempt))
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::rejected))
                .addArrayOfString(rows.column(String.class, s -> Text.cut(s.error(), Text.LONGEST_ERROR)))
                .addArrayOfBoolean(rows.column(Boolean.class, Settlement::refusal))
                .addArrayOfInteger(rows.column(
                        Integer.class, s -> s.call() == null ? null : s.call().httpStatus()))
                .addArrayOfInteger(rows.column(
                        Integer.class, s -> s.call() == null ? null : s.call().millis()));
        return events.areWanted(settlements)
                ? statements.transaction(transaction -> transaction
                        .list(SettleSql.SETTLE_EACH, values, Settled::of)
                        .call(settled -> events.write(transaction, settlements, settled))
                        .map(Settled::dueAgain))
                : statements
                        .list(SettleSql.SETTLE, values, row -> row.getUUID(0))
                        .map(Set::copyOf);
    }

    /** The portals that may be called and have something due, with their accounts: of free lanes and of this owner's. */
    public Uni<Map<UUID, String>> portals(UUID owner) {
        return statements
                .list(TakeSql.PORTALS, Tuple.of(owner), row -> Map.entry(row.getUUID(0), row.getString(1)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Gives up messages, of any portal, that were first seen too long ago; and forgets confirmations that came to
     * nothing for 30 minutes.
     *
     * @return how many were given up; at most {@link #MOST_EXPIRED}, then there may be more
     */
    public Uni<Integer> expire(Duration afterFirstSeen) {
        Tuple age = Tuple.of((int) afterFirstSeen.toSeconds());
        Uni<Integer> expired = events.areWanted()
                ? statements.transaction(transaction -> transaction
                        .list(ExpireSql.EXPIRE_EACH, age, SettledEvents.Ended::expired)
                        .call(ended -> events.write(transaction, ended))
                        .map(List::size))
                : statements.count(ExpireSql.EXPIRE, age);
        return expired.call(() -> statements.count(ExpireSql.FORGET_CONFIRMATIONS, Tuple.tuple()));
    }

    /** {@link #IN_FLIGHT} as a statement takes it. */
    static Interval inFlight() {
        return Interval.of(0, 0, 0, 0, 0, (int) IN_FLIGHT.toSeconds());
    }

    static DueMessage message(Row row) {
        return new DueMessage(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                StatusCode.status(row.getShort(3)),
                row.getOffsetDateTime(4),
                row.getInteger(5),
                row.getInteger(6),
                Duration.ofSeconds(row.getLong(7)),
                Duration.ofMillis(row.getLong(8)),
                DueMessage.Kind.valueOf(row.getString(9)));
    }

    /**
     * A wish to forward up to {@code slots} messages of a portal over its lane.
     *
     * @param slots 1 to 500
     * @param batch how many of them one call holds
     * @param repeats how many of the slots repeats have before first sends
     * @param alone how many repeats, or confirmations, are taken when there is nothing to go with
     * @param epoch of the lane's lease, so that an owner whose lease passed on takes nothing
     */
    public record Want(UUID portalId, int slots, int batch, int repeats, int alone, String account, long epoch) {
        /** First sends only, no more than one call holds. */
        public static Want ofOneCall(UUID portalId, int batch, String account, long epoch) {
            return new Want(portalId, batch, batch, 0, 0, account, epoch);
        }
    }
}
