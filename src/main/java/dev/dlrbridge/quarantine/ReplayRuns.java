package dev.dlrbridge.quarantine;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Replays of whole gateways: started by an operator, carried on step by step by any replica. */
@ApplicationScoped
public class ReplayRuns {
    private static final String COLUMNS = "id, gateway, until, last_time, last_id, tried, replayed, unreadable,"
            + " not_authentic, failed, created_at, finished_at";

    private static final String START = "INSERT INTO replay (id, gateway) VALUES ($1, $2) RETURNING " + COLUMNS;

    private static final String ONE = "SELECT " + COLUMNS + " FROM replay WHERE id = $1";

    private static final String LAST = "SELECT " + COLUMNS + " FROM replay ORDER BY created_at DESC LIMIT 100";

    private static final String CLAIM = """
            UPDATE replay
               SET claimed_until = now() + interval '30 seconds'
             WHERE id = (SELECT id
                           FROM replay
                          WHERE finished_at IS NULL AND (claimed_until IS NULL OR claimed_until < now())
                          ORDER BY created_at
                          LIMIT 1
                            FOR UPDATE SKIP LOCKED)
            RETURNING\s""" + COLUMNS;

    /** Guarded by where the run stood, so that of two replicas only one counts a step. */
    private static final String ADVANCE = """
            UPDATE replay
               SET last_time = $3, last_id = $4,
                   tried = tried + $5, replayed = replayed + $6, unreadable = unreadable + $7,
                   not_authentic = not_authentic + $8, failed = failed + $9,
                   claimed_until = NULL
             WHERE id = $1 AND last_id IS NOT DISTINCT FROM $2
            """;

    private static final String FINISH =
            "UPDATE replay SET finished_at = now(), claimed_until = NULL WHERE id = $1 AND finished_at IS NULL";

    private final Statements statements;

    ReplayRuns(Statements statements) {
        this.statements = statements;
    }

    /** Starts a replay of what lies in the gateway's quarantine at this moment. */
    public Uni<ReplayRun> start(String gateway) {
        return statements.one(START, Tuple.of(UUID.randomUUID(), gateway), ReplayRuns::run);
    }

    /** Finds a replay, finished or not. */
    public Uni<Optional<ReplayRun>> find(UUID id) {
        return statements.first(ONE, Tuple.of(id), ReplayRuns::run);
    }

    /** The last hundred replays, the newest first. */
    public Uni<List<ReplayRun>> last() {
        return statements.list(LAST, Tuple.tuple(), ReplayRuns::run);
    }

    /** Takes the oldest unfinished replay for 30 s; empty when none is free. */
    public Uni<Optional<ReplayRun>> claim() {
        return statements.first(CLAIM, Tuple.tuple(), ReplayRuns::run);
    }

    /** Counts a step, and gives the replay back for the next one. */
    public Uni<Void> advance(ReplayRun run, QuarantineEntry last, List<ReplayResult> results) {
        Tuple values = Tuple.tuple()
                .addUUID(run.id())
                .addUUID(run.lastId())
                .addOffsetDateTime(last.receivedAt().atOffset(ZoneOffset.UTC))
                .addUUID(last.id())
                .addInteger(results.size());
        for (ReplayResult result : ReplayResult.values()) {
            values.addInteger(Collections.frequency(results, result));
        }
        return statements.count(ADVANCE, values).replaceWithVoid();
    }

    /** Nothing is left to try. */
    public Uni<Void> finish(ReplayRun run) {
        return statements.count(FINISH, Tuple.of(run.id())).replaceWithVoid();
    }

    private static ReplayRun run(Row row) {
        return new ReplayRun(
                row.getUUID("id"),
                row.getString("gateway"),
                time(row, "until"),
                time(row, "last_time"),
                row.getUUID("last_id"),
                row.getLong("tried"),
                row.getLong("replayed"),
                row.getLong("unreadable"),
                row.getLong("not_authentic"),
                row.getLong("failed"),
                time(row, "created_at"),
                time(row, "finished_at"));
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
