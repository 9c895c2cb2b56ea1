package dev.dlrbridge.retention;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/**
 * The history's partitions, one per day of receipt (UTC, by the database's clock). Nothing here waits for a reader
 * for long while others wait behind it: partitions are attached under locks that let readers and writers go on, and
 * dropped only when that can be done at once.
 */
@ApplicationScoped
public class ReportPartitions {
    /** Made so long ahead that a database which cannot make any for some days costs nothing. */
    static final int DAYS_AHEAD = 7;

    private static final String MISSING = """
            SELECT day::date
              FROM generate_series(date_trunc('day', now() AT TIME ZONE 'UTC'),
                                   date_trunc('day', now() AT TIME ZONE 'UTC') + interval '%d days',
                                   interval '1 day') day
             WHERE NOT EXISTS (SELECT
                                 FROM pg_inherits
                                WHERE inhrelid = to_regclass('report_' || to_char(day, 'YYYYMMDD')))
            """.formatted(DAYS_AHEAD);

    /** Functions of the schema's owner: the service's role need not be able to make and drop tables by itself. */
    private static final String MAKE = "SELECT make_report_partition($1)";

    private static final String DROP = "SELECT drop_report_partition($1)";

    private static final String TABLES = """
            SELECT c.relname, i.inhrelid IS NOT NULL, to_date(c.relname, '"report_"YYYYMMDD')
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
              FROM (%s) AS t (name, attached, day)
            """.formatted(TABLES);

    private final Statements statements;

    ReportPartitions(Statements statements) {
        this.statements = statements;
    }

    /** Makes the partitions of today and the seven days to come; those that exist stay as they are. */
    public Uni<Void> ensure() {
        return statements
                .list(MISSING, Tuple.tuple(), row -> row.getLocalDate(0))
                .chain(days -> forEach(days, MAKE))
                .replaceWithVoid();
    }

    /**
     * Drops the partitions of days that ended longer ago than this, the oldest first. A reader of the history holds it
     * up, no one else: what one run cannot drop, the next one does.
     *
     * @return how many were dropped
     */
    Uni<Integer> drop(Duration age) {
        return statements
                .list(OLD, Tuple.of((int) age.toSeconds()), row -> row.getLocalDate(2))
                .chain(days -> forEach(days, DROP));
    }

    /** How many partitions there are, for operators. */
    Uni<Days> count() {
        return statements.one(COUNT, Tuple.tuple(), row -> new Days(row.getLong(0), row.getLong(1)));
    }

    /** @return how many days there were */
    private Uni<Integer> forEach(List<LocalDate> days, String function) {
        return Multi.createFrom()
                .iterable(days)
                .onItem()
                .transformToUniAndConcatenate(day -> statements.count(function, Tuple.of(day)))
                .collect()
                .asList()
                .map(List::size);
    }

    /**
     * Days of history.
     *
     * @param all today and those to come included
     * @param ahead after today
     */
    record Days(long all, long ahead) {}
}
