package dev.dlrbridge.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * The history's partitions, one per day of receipt (UTC, by the database's clock). Nothing here ever waits for a reader
 * while others wait behind it: partitions are attached and detached under locks that let readers and writers go on, and
 * only a table that nobody uses any more is dropped.
 */
@ApplicationScoped
public class ReportPartitions {
    /** Made so long ahead that a database which cannot make any for some days costs nothing. */
    static final int DAYS_AHEAD = 7;

    private static final String MISSING = """
            SELECT to_char(day, 'YYYYMMDD'), to_char(day, 'YYYY-MM-DD'), to_char(day + interval '1 day', 'YYYY-MM-DD')
              FROM generate_series(date_trunc('day', now() AT TIME ZONE 'UTC'),
                                   date_trunc('day', now() AT TIME ZONE 'UTC') + interval '%d days',
                                   interval '1 day') day
             WHERE NOT EXISTS (SELECT
                                 FROM pg_inherits
                                WHERE inhrelid = to_regclass('report_' || to_char(day, 'YYYYMMDD')))
            """.formatted(DAYS_AHEAD);

    /**
     * Attached, since {@code CREATE … PARTITION OF} would lock out every writer. Another replica may do the same at the
     * same moment: the lock lets one after the other. Rows never change, so that the first vacuum may be the last, and a slow one.
     */
    private static final String MAKE = """
            DO $$
            BEGIN
              SET LOCAL lock_timeout = '2s';
              PERFORM pg_advisory_xact_lock(hashtext('dlrbridge.report.partitions'));
              IF NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('report_%1$s')) THEN
                CREATE TABLE report_%1$s (LIKE report INCLUDING DEFAULTS INCLUDING INDEXES)
                  WITH (autovacuum_freeze_min_age = 0, autovacuum_vacuum_cost_limit = 40);
                ALTER TABLE report ATTACH PARTITION report_%1$s
                  FOR VALUES FROM ('%2$s 00:00:00+00') TO ('%3$s 00:00:00+00');
              END IF;
            END $$
            """;

    private static final String TABLES = """
            SELECT c.relname, i.inhrelid IS NOT NULL, coalesce(i.inhdetachpending, false)
              FROM pg_class c
              LEFT JOIN pg_inherits i
                ON i.inhrelid = c.oid AND i.inhparent = 'report'::regclass
             WHERE c.relkind = 'r'
               AND c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'report'::regclass)
               AND c.relname ~ '^report_[0-9]{8}$'
            """;

    private static final String OLD = TABLES + """
               AND c.relname < 'report_' || to_char(now() AT TIME ZONE 'UTC' - $1 * interval '1 second', 'YYYYMMDD')
             ORDER BY c.relname
            """;

    private static final String COUNT = """
            SELECT count(*) FILTER (WHERE attached),
                   count(*) FILTER (WHERE attached
                                      AND name > 'report_' || to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD'))
              FROM (%s) AS t (name, attached, pending)
            """.formatted(TABLES);

    private final Pool pool;

    ReportPartitions(Pool pool) {
        this.pool = pool;
    }

    /** Makes the partitions of today and the seven days to come; those that exist stay as they are. */
    public Uni<Void> ensure() {
        return SqlFailure.guarded(() -> pool.query(MISSING)
                .execute()
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable)
                .onItem()
                .transformToUniAndConcatenate(day -> make(day.getString(0), day.getString(1), day.getString(2)))
                .onItem()
                .ignoreAsUni());
    }

    /**
     * Drops the partitions of days that ended longer ago than this, the oldest first. A reader of the history holds it
     * up, no one else: what a failed run has begun, the next one ends.
     *
     * @return how many were dropped
     */
    public Uni<Integer> drop(Duration age) {
        return SqlFailure.guarded(() -> pool.withConnection(connection -> connection
                .query("SET lock_timeout = '2s'")
                .execute()
                .chain(() -> dropOld(connection, age))
                .eventually(() -> connection.query("RESET lock_timeout").execute())));
    }

    /** How many partitions there are, for operators. */
    public Uni<Days> count() {
        return SqlFailure.guarded(() -> pool.query(COUNT).execute())
                .map(rows -> rows.iterator().next())
                .map(row -> new Days(row.getLong(0), row.getLong(1)));
    }

    private Uni<Void> make(String day, String from, String until) {
        return pool.query(MAKE.formatted(day, from, until)).execute().replaceWithVoid();
    }

    private static Uni<Integer> dropOld(SqlConnection connection, Duration age) {
        return connection
                .preparedQuery(OLD)
                .execute(Tuple.of((int) age.toSeconds()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).toList())
                .chain(tables -> dropAll(connection, tables));
    }

    private static Uni<Integer> dropAll(SqlConnection connection, List<Row> tables) {
        return Multi.createFrom()
                .iterable(tables)
                .onItem()
                .transformToUniAndConcatenate(table -> drop(connection, table))
                .collect()
                .asList()
                .map(List::size);
    }

    /** Each statement is a transaction of its own: a partition cannot be detached beside readers within one. */
    private static Uni<String> drop(SqlConnection connection, Row table) {
        String name = table.getString(0);
        String detach = "ALTER TABLE report DETACH PARTITION %s %s"
                .formatted(name, table.getBoolean(2) ? "FINALIZE" : "CONCURRENTLY");
        Uni<?> detached = table.getBoolean(1)
                ? connection.query(detach).execute()
                : Uni.createFrom().voidItem();
        return detached.chain(() -> connection.query("DROP TABLE " + name).execute())
                .replaceWith(name);
    }

    /**
     * Days of history.
     *
     * @param all today and those to come included
     * @param ahead after today
     */
    public record Days(long all, long ahead) {}
}
