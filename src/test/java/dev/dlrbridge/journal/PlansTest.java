package dev.dlrbridge.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.retention.Removal;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Owner;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The statements of forwarder, census and retention read {@code message} by its indexes only, on an empty table as on a
 * full one: with the profile {@code backlog} there are 5 million messages of a parked portal.
 */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class PlansTest {
    private static final int BACKLOG = Integer.getInteger("backlog.messages", 20_000);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Pattern INDEX = Pattern.compile("using message_(\\w+)");

    private static final Map<String, Statement> STATEMENTS = Map.of(
            "take", new Statement(TakeSql.TAKE, "first", "repeat", "confirm", "pkey"),
            "portals", new Statement(TakeSql.PORTALS, "first", "repeat", "confirm"),
            "settle", new Statement(SettleSql.SETTLE, "pkey"),
            "expire", new Statement(ExpireSql.EXPIRE, "unsent"),
            "forget", new Statement(ExpireSql.FORGET_CONFIRMATIONS, "confirm"),
            "remove", new Statement(Removal.ofMessages(), "settled", "pkey"),
            "census", new Statement(JournalCensus.BACKLOGS, "first", "repeat"),
            "over", new Statement(Backlogs.OVER, "first", "repeat"));

    private final Owner owner;

    PlansTest(Owner owner) {
        this.owner = owner;
    }

    @Test
    void shouldReadMessagesByIndexWhateverTheirNumber() {
        SqlConnection connection = owner.connect();
        try {
            run(connection, "BEGIN");
            run(connection, "SET LOCAL statement_timeout = 0");
            // What other tests have left would be a part of the statistics; it is there again after the end.
            run(connection, "TRUNCATE message");
            run(connection, """
                    INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported)
                    SELECT '00000000-0000-0000-0000-00000000000a', md5(i::text),
                           '00000000-0000-0000-0000-00000000000c', 'sender', 20
                      FROM generate_series(1, 20000) i
                    """);
            run(connection, "ANALYZE message");
            checkPlans(connection, "nothing is due");

            run(connection, """
                    INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, due_at)
                    SELECT '00000000-0000-0000-0000-00000000000b', md5(i::text),
                           '00000000-0000-0000-0000-00000000000c', 'sender', 20, now() - i * interval '1 millisecond'
                      FROM generate_series(1, %d) i
                    """.formatted(BACKLOG));
            run(connection, """
                    INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, due_at)
                    SELECT gen_random_uuid(), md5(i::text),
                           '00000000-0000-0000-0000-00000000000c', 'sender', 20, now()
                      FROM generate_series(1, 1000) i
                    """);
            checkPlans(connection, "much is due, and not known yet");

            run(connection, "ANALYZE message");
            checkPlans(connection, "much is due");
        } finally {
            run(connection, "ROLLBACK");
            connection.close().await().atMost(PATIENCE);
        }
    }

    private static void checkPlans(SqlConnection connection, String situation) {
        STATEMENTS.forEach((name, statement) -> {
            String plan = plan(connection, statement.sql);
            assertThat(INDEX.matcher(plan).results().map(found -> found.group(1)))
                    .as("%s when %s: %s", name, situation, plan)
                    .isNotEmpty()
                    .isSubsetOf(statement.indexes);
            assertThat(plan)
                    .as("%s when %s", name, situation)
                    .doesNotContainPattern("Sort  \\(cost\\S* rows=\\d+ width=\\d+\\)\\s+Sort Key: .*due_at")
                    .doesNotContainPattern("Seq Scan on message\\b")
                    .doesNotContainPattern("Bitmap Heap Scan on message\\b");
        });
    }

    /** The plan for any values, as the pool's connections keep it. */
    private static String plan(SqlConnection connection, String sql) {
        StringJoiner lines = new StringJoiner("\n");
        run(connection, "EXPLAIN (GENERIC_PLAN) " + sql).forEach(row -> lines.add(row.getString(0)));
        return lines.toString();
    }

    private static RowSet<Row> run(SqlConnection connection, String sql) {
        return await(connection.query(sql).execute());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    /** @param indexes of {@code message} by which alone it may read */
    private record Statement(String sql, List<String> indexes) {
        Statement(String sql, String... indexes) {
            this(sql, List.of(indexes));
        }
    }
}
