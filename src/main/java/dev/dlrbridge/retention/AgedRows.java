package dev.dlrbridge.retention;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;

/** Removes rows that are too old, a batch at a time. */
@ApplicationScoped
class AgedRows {
    private static final OffsetDateTime BEGINNING = OffsetDateTime.parse("2000-01-01T00:00:00Z");

    /**
     * The rows are found by the index on their time, and those that somebody works on are left for another time. A batch
     * goes on where the one before ended: while a long transaction is open nothing cleans the index, so that whoever
     * began at its start would read all that was removed before, each time.
     */
    private static final String REMOVE = """
            WITH removed AS (
              DELETE FROM %1$s
               WHERE ctid = ANY (ARRAY (
                     SELECT ctid
                       FROM %1$s
                      WHERE %3$s AND %2$s >= $1 AND %2$s < now() - $2 * interval '1 second'
                      ORDER BY %2$s
                      LIMIT %4$d
                        FOR UPDATE SKIP LOCKED))
              RETURNING %2$s AS aged_at
            )
            SELECT count(*), max(aged_at),
                   coalesce(extract(epoch FROM now() - $2 * interval '1 second' - max(aged_at)), 0)::bigint
              FROM removed
            """;

    private final Statements statements;

    AgedRows(Statements statements) {
        this.statements = statements;
    }

    /**
     * Removes the oldest rows of a table that are older than this.
     *
     * @param from where the batch before has ended; null to begin with the oldest row there is
     */
    Uni<Batch> remove(AgedTable table, Duration age, OffsetDateTime from) {
        Tuple values = Tuple.of(from == null ? BEGINNING : from, (int) age.toSeconds());
        return statements.one(sql(table), values, row -> batch(table, from, row));
    }

    static String sql(AgedTable table) {
        return REMOVE.formatted(table.table(), table.time(), table.condition(), table.batch());
    }

    private static Batch batch(AgedTable table, OffsetDateTime from, Row row) {
        int rows = row.getLong(0).intValue();
        boolean more = rows == table.batch();
        return new Batch(
                rows,
                rows == 0 ? from : row.getOffsetDateTime(1),
                more,
                more ? Duration.ofSeconds(row.getLong(2)) : Duration.ZERO);
    }

    /**
     * What was removed.
     *
     * @param end where the next batch begins; null when nothing was ever removed
     * @param more whether there is a next one at once
     * @param overdue for how long the last of these rows should have been gone; zero when none are left
     */
    record Batch(int rows, OffsetDateTime end, boolean more, Duration overdue) {}
}
