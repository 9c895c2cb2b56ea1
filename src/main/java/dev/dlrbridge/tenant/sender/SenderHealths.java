package dev.dlrbridge.tenant.sender;

import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.sender.SenderHealth.State;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which portals have the senders they are to have, and which are to be asked next. */
@ApplicationScoped
public class SenderHealths {
    /** Whoever takes one compares it now; should he be lost, another does in an hour. */
    private static final String TAKE_DUE = """
            UPDATE portal
               SET compare_at = now() + interval '1 hour'
             WHERE id IN (SELECT id
                            FROM portal
                           WHERE compare_at <= now()
                             AND state = 'active'
                           ORDER BY compare_at
                           LIMIT $1
                             FOR UPDATE SKIP LOCKED)
            RETURNING id
            """;

    /** A day later about, so that portals which were woken together do not stay together; one in trouble in an hour. */
    private static final String NOTE = """
            UPDATE portal
               SET sender_state = $2,
                   compared_at = now(),
                   compare_at = now() + CASE WHEN $2 IN ('missing', 'refused') THEN interval '1 hour'
                                             ELSE interval '20 hours' + random() * interval '4 hours' END
             WHERE id = $1
            """;

    private static final String NOTE_MISSING = """
            UPDATE portal
               SET missing = $2,
                   missing_at = now()
             WHERE id = $1
            """;

    /** In half a minute to a minute, since many may be woken at once; at most so soon after the last time. */
    private static final String SOON = """
            UPDATE portal
               SET compare_at = least(compare_at, now() + interval '30 seconds' * (1 + random()))
             WHERE id = $1
               AND (compared_at IS NULL OR compared_at < now() - $2 * interval '1 minute')
            """;

    private static final String OF_PORTALS = """
            SELECT id, sender_state, compared_at, missing, missing_at
              FROM portal
             WHERE id = ANY ($1)
            """;

    private static final String COUNT = """
            SELECT sender_state, count(*)
              FROM portal
             WHERE state = 'active'
             GROUP BY sender_state
            """;

    private final Statements statements;

    SenderHealths(Statements statements) {
        this.statements = statements;
    }

    /** Some portals that are to be compared. */
    public Uni<List<UUID>> takeDue(int most) {
        return statements.list(TAKE_DUE, Tuple.of(most), row -> row.getUUID(0));
    }

    /** Notes what a comparison has come to; the next one is in a day, or in an hour where something is wrong. */
    public Uni<Void> note(UUID portalId, State state) {
        return statements.count(NOTE, Tuple.of(portalId, state.word())).replaceWithVoid();
    }

    /** Notes what a portal lacks. */
    Uni<Void> noteMissing(Statements transaction, UUID portalId, List<String> missing) {
        return transaction
                .count(NOTE_MISSING, Tuple.of(portalId, missing.toArray(String[]::new)))
                .replaceWithVoid();
    }

    /** A portal was woken, or changed: it is compared soon. */
    public Uni<Void> compareSoon(UUID portalId) {
        return statements.count(SOON, Tuple.of(portalId, 0)).replaceWithVoid();
    }

    /** A portal refuses statuses for their sender: it is compared soon, unless it was a moment ago. */
    public Uni<Void> suspect(UUID portalId) {
        return statements.count(SOON, Tuple.of(portalId, 10)).replaceWithVoid();
    }

    public Uni<Map<UUID, SenderHealth>> ofPortals(List<UUID> portalIds) {
        return statements
                .list(
                        OF_PORTALS,
                        Tuple.tuple().addArrayOfUUID(portalIds.toArray(UUID[]::new)),
                        row -> Map.entry(row.getUUID("id"), health(row)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** How many active portals are in which state; not those that none is in. */
    public Uni<Map<State, Long>> census() {
        return statements
                .list(COUNT, Tuple.tuple(), row -> Map.entry(State.of(row.getString(0)), row.getLong(1)))
                .map(found -> found.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static SenderHealth health(Row row) {
        return new SenderHealth(
                State.of(row.getString("sender_state")),
                time(row, "compared_at"),
                List.of(row.getArrayOfStrings("missing")),
                time(row, "missing_at"));
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
