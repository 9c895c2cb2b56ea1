package dev.dlrbridge.job.run;

import dev.dlrbridge.job.run.RunWork.Result;
import dev.dlrbridge.job.run.RunWork.Step;
import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The runs that there are, and how far each is. */
@ApplicationScoped
public class Runs {
    private static final String COLUMNS =
            "id, kind, client_id, subject, parameters, until, position, counts::text AS counts,"
                    + " created_at, finished_at";

    private static final String START = """
            INSERT INTO run (id, kind, client_id, subject, parameters)
            VALUES ($1, $2, $3, $4, $5)
            RETURNING\s""" + COLUMNS;

    private static final String ONE = "SELECT " + COLUMNS + " FROM run WHERE id = $1";

    private static final String LAST =
            "SELECT " + COLUMNS + " FROM run WHERE $1::text IS NULL OR kind = $1 ORDER BY created_at DESC LIMIT 100";

    private static final String CLAIM = """
            UPDATE run
               SET claimed_until = now() + interval '30 seconds'
             WHERE id = (SELECT id
                           FROM run
                          WHERE finished_at IS NULL
                            AND kind = ANY ($1)
                            AND (claimed_until IS NULL OR claimed_until < now())
                          ORDER BY created_at
                          LIMIT 1
                            FOR UPDATE SKIP LOCKED)
            RETURNING\s""" + COLUMNS;

    /** Guarded by where the run stood, so that of two replicas only one counts a step. */
    private static final String ADVANCE = """
            WITH advanced AS (
              UPDATE run
                 SET position = $3, counts = $4::text::jsonb, claimed_until = NULL
               WHERE id = $1 AND position = $2 AND finished_at IS NULL
              RETURNING id
            )
            INSERT INTO run_result (run_id, item, result, detail)
            SELECT a.id, r.item, r.result, r.detail
              FROM advanced a, unnest($5::text[], $6::text[], $7::text[]) AS r (item, result, detail)
             WHERE r.item IS NOT NULL
            ON CONFLICT (run_id, item) DO NOTHING
            """;

    private static final String FINISH =
            "UPDATE run SET finished_at = now(), claimed_until = NULL WHERE id = $1 AND finished_at IS NULL";

    private static final String RESULTS = """
            SELECT item, result, detail
              FROM run_result
             WHERE run_id = $1 AND item > $2 AND ($3::text IS NULL OR result = $3)
             ORDER BY item
             LIMIT $4
            """;

    private final Statements statements;

    Runs(Statements statements) {
        this.statements = statements;
    }

    /**
     * Starts a run over what there is at this moment.
     *
     * @param id by which its parameters are encrypted
     * @param clientId the application that it is about; null: more than one
     * @param parameters encrypted; null for none
     */
    public Uni<Run> start(UUID id, String kind, String clientId, String subject, byte[] parameters) {
        Tuple values = Tuple.of(
                id,
                kind,
                clientId,
                subject,
                parameters == null ? null : Buffer.buffer(parameters).getDelegate());
        return statements.one(START, values, Runs::run);
    }

    /** Finds a run, finished or not. */
    public Uni<Optional<Run>> find(UUID id) {
        return statements.first(ONE, Tuple.of(id), Runs::run);
    }

    /** The last hundred runs, the newest first. */
    public Uni<List<Run>> last() {
        return last(null);
    }

    /** The last hundred runs of a kind, the newest first. */
    public Uni<List<Run>> last(String kind) {
        return statements.list(LAST, Tuple.of(kind), Runs::run);
    }

    /** What became of the things that a run has done, by their names, from the one after the given. */
    public Uni<List<Result>> results(UUID id, Optional<String> word, String after, int limit) {
        return statements.list(
                RESULTS,
                Tuple.of(id, after, word.orElse(null), limit),
                row -> new Result(row.getString(0), row.getString(1), row.getString(2)));
    }

    /** Takes the oldest unfinished run of some kinds for 30 s; empty when none is free. */
    Uni<Optional<Run>> claim(String... kinds) {
        return statements.first(CLAIM, Tuple.tuple().addArrayOfString(kinds), Runs::run);
    }

    /** Counts a step, and gives the run back for the next one. */
    Uni<Void> advance(Run run, Step step) {
        Map<String, Long> counts = new HashMap<>(run.counts());
        step.results().forEach(result -> counts.merge(result.word(), 1L, Long::sum));
        Tuple values = Tuple.of(run.id(), run.position(), step.position())
                .addString(new JsonObject(Map.copyOf(counts)).encode())
                .addArrayOfString(of(step, Result::item))
                .addArrayOfString(of(step, Result::word))
                .addArrayOfString(of(step, Result::detail));
        return statements.count(ADVANCE, values).replaceWithVoid();
    }

    /** Nothing is left to do. */
    Uni<Void> finish(Run run) {
        return statements.count(FINISH, Tuple.of(run.id())).replaceWithVoid();
    }

    private static String[] of(Step step, Function<Result, String> field) {
        return step.results().stream().map(field).toArray(String[]::new);
    }

    private static Run run(Row row) {
        Buffer parameters = row.getBuffer("parameters");
        Map<String, Long> counts = new HashMap<>();
        new JsonObject(row.getString("counts"))
                .forEach(count -> counts.put(count.getKey(), ((Number) count.getValue()).longValue()));
        return new Run(
                row.getUUID("id"),
                row.getString("kind"),
                row.getString("client_id"),
                row.getString("subject"),
                parameters == null ? null : parameters.getBytes(),
                time(row, "until"),
                row.getString("position"),
                counts,
                time(row, "created_at"),
                time(row, "finished_at"));
    }

    private static Instant time(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}
