package dev.dlrbridge.journal;

import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** How much lies in the journal, for operators; one replica asks, now and then. */
@ApplicationScoped
public class JournalCensus {
    /** What one portal counts for at most, so that a huge backlog does not cost huge counting. */
    public static final int MOST_OF_PORTAL = 100_000;

    /** Reads the indexes on what is due only, portal by portal. */
    static final String BACKLOGS = """
            SELECT p.state, sum(b.messages)::bigint,
                   greatest(0, (extract(epoch FROM now() - min(b.oldest)) * 1000))::bigint,
                   count(*) FILTER (WHERE b.messages >= 1),
                   count(*) FILTER (WHERE b.messages >= 1000),
                   count(*) FILTER (WHERE b.messages >= %1$d)
              FROM portal p
             CROSS JOIN LATERAL (
                   SELECT count(*) AS messages, min(due_at) AS oldest
                     FROM (SELECT due_at
                             FROM waiting_message
                            WHERE portal_id = p.id
                            ORDER BY due_at
                            LIMIT %1$d) due) b
             GROUP BY p.state
            """.formatted(MOST_OF_PORTAL);

    private static final String KEPT = """
            SELECT coalesce(sum(entries), 0)::bigint, coalesce(sum(bytes), 0)::bigint,
                   (SELECT count(*) FROM (SELECT FROM unmatched LIMIT %d) waiting)
              FROM quarantine_usage
            """.formatted(MOST_OF_PORTAL);

    /** Whoever asks would rather not know than have the database busy with it. */
    private static final String BRIEFLY = "SET LOCAL statement_timeout = '5s'";

    private final Statements statements;

    JournalCensus(Statements statements) {
        this.statements = statements;
    }

    /** What waits to be forwarded, by the states of the portals; states without a portal are left out. */
    public Uni<List<Backlog>> backlogs() {
        return briefly(BACKLOGS, JournalCensus::backlog);
    }

    /** What waits for something else than forwarding. */
    public Uni<Kept> kept() {
        return briefly(KEPT, row -> new Kept(row.getLong(0), row.getLong(1), row.getLong(2)))
                .map(rows -> rows.get(0));
    }

    private <T> Uni<List<T>> briefly(String sql, Function<Row, T> reader) {
        return statements.run(pool -> pool.withTransaction(connection -> connection
                .query(BRIEFLY)
                .execute()
                .chain(() -> connection.query(sql).execute())
                .map(rows -> Statements.read(rows, reader))));
    }

    private static Backlog backlog(Row row) {
        Long oldest = row.getLong(2);
        return new Backlog(
                row.getString(0),
                row.getLong(1),
                oldest == null ? Duration.ZERO : Duration.ofMillis(oldest),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5));
    }

    /**
     * The backlog of all portals in one state.
     *
     * @param messages each portal counts for {@value #MOST_OF_PORTAL} at most
     * @param oldestDue how long the longest due one has been due; zero when none is
     * @param portals those with any backlog
     * @param portalsWithThousand those with 1,000 messages or more
     * @param portalsWithMost those with {@value #MOST_OF_PORTAL} messages or more
     */
    public record Backlog(
            String state,
            long messages,
            Duration oldestDue,
            long portals,
            long portalsWithThousand,
            long portalsWithMost) {}

    /** @param unmatchedReports at most {@value #MOST_OF_PORTAL} */
    public record Kept(long quarantineEntries, long quarantineBytes, long unmatchedReports) {}
}
