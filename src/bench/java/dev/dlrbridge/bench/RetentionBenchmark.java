package dev.dlrbridge.bench;

import dev.dlrbridge.database.EmbeddedPostgres;
import dev.dlrbridge.database.Schema;
import dev.dlrbridge.journal.PostgresRate;
import dev.dlrbridge.retention.RemovalRate;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the removal of old rows keeps up with 10 million reports a day, of which each brings a message and a correlation:
 * so many of both must go each second. Each round removes what 20 minutes of that bring, while as many reports as
 * possible are committed beside it; first as usual, then with a transaction open that has read everything, so that
 * nothing which is removed can be cleaned away.
 */
final class RetentionBenchmark {
    private static final double NEEDED = 10_000_000 / 86_400.0;
    private static final int ROWS = (int) (NEEDED * 20 * 60);
    private static final int LIVE = 500_000;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final Duration ALONE = Duration.ofSeconds(10);
    private static final Duration MESSAGES = Duration.ofDays(35);
    private static final Duration CORRELATIONS = Duration.ofDays(20);
    private static final Duration REPORTS = Duration.ofDays(30);

    private final EmbeddedPostgres server;
    private final Figures figures =
            new Figures("retention", "Removal of %,d messages and as many correlations, beside intake".formatted(ROWS));

    private RetentionBenchmark(EmbeddedPostgres server) {
        this.server = server;
    }

    static void run(Path directory) throws Exception {
        Path data = Files.createTempDirectory("dlr-bridge-retention");
        try (EmbeddedPostgres server = EmbeddedPostgres.start(data, Path.of("target", "postgres"))) {
            Schema.migrate("jdbc:postgresql:" + server.address(), server.username(), server.password());
            RetentionBenchmark benchmark = new RetentionBenchmark(server);
            benchmark.measure();
            benchmark.figures.write(directory);
        }
    }

    private void measure() throws SQLException {
        try (RemovalRate removal = new RemovalRate(options());
                PostgresRate intake = new PostgresRate(options())) {
            removal.ensurePartitions();
            makeOldHistory();
            fillLive();
            intake.run(2, 32, WARM_UP);
            double alone = intake.run(2, 32, ALONE);
            figures.add("intake alone, 2 clients, 32 reports per commit", alone, "/s");
            round("as usual", removal, intake, alone);
            try (Connection reader = reader()) {
                round("beside a reader", removal, intake, alone);
                round("beside it, again", removal, intake, alone);
                historyIsHeldUp(removal, intake, alone);
                reader.commit();
            }
            figures.add("two days of history dropped, no reader", removal.dropPartitions(REPORTS), "s");
        }
    }

    private void round(String name, RemovalRate removal, PostgresRate intake, double alone) throws SQLException {
        fillOld();
        AtomicReference<Double> correlations = new AtomicReference<>();
        AtomicReference<Double> messages = new AtomicReference<>();
        double beside = beside(intake, () -> {
            messages.set(removal.remove("MESSAGE", MESSAGES, ROWS));
            correlations.set(removal.remove("CORRELATION", CORRELATIONS, ROWS));
        });
        if (count("message WHERE first_seen_at < now() - interval '35 days'") > 0
                || count("correlation WHERE created_at < now() - interval '20 days'") > 0) {
            throw new IllegalStateException("not everything was removed");
        }
        figures.atLeast("messages removed, " + name, messages.get(), "/s", 2 * NEEDED);
        figures.atLeast("correlations removed, " + name, correlations.get(), "/s", 2 * NEEDED);
        figures.add("intake meanwhile, " + name, beside, "/s", "intake alone", beside / alone, "");
    }

    /** A reader keeps its days of history; nobody else is to notice that we try. */
    private void historyIsHeldUp(RemovalRate removal, PostgresRate intake, double alone) throws SQLException {
        double beside = beside(intake, () -> {
            try {
                removal.dropPartitions(REPORTS);
            } catch (RuntimeException heldUp) {
                return;
            }
            throw new IllegalStateException("the reader did not hold the history up");
        });
        figures.add("intake while history is held up", beside, "/s", "intake alone", beside / alone, "");
    }

    /** @return the rate of intake while the work goes on */
    private static double beside(PostgresRate intake, Runnable work) {
        CompletableFuture<Void> working = CompletableFuture.runAsync(work);
        double reports = 0;
        double seconds = 0;
        do {
            reports += intake.run(2, 32, Duration.ofSeconds(1));
            seconds++;
        } while (!working.isDone());
        working.join();
        return reports / seconds;
    }

    private Connection reader() throws SQLException {
        Connection reader = connection();
        reader.setAutoCommit(false);
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = reader.createStatement()) {
            statement.execute("SELECT (SELECT count(*) FROM message), (SELECT count(*) FROM report)");
        }
        return reader;
    }

    private void makeOldHistory() throws SQLException {
        execute("""
                CREATE TABLE report_20200101 PARTITION OF report
                  FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-01-02 00:00:00+00');
                CREATE TABLE report_20200102 PARTITION OF report
                  FOR VALUES FROM ('2020-01-02 00:00:00+00') TO ('2020-01-03 00:00:00+00');
                """);
    }

    private void fillLive() throws SQLException {
        execute("""
                INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, forwarded, first_seen_at)
                SELECT '00000000-0000-0000-0000-00000000000a', md5('live' || i), '00000000-0000-0000-0000-00000000000b',
                       'bench', 40, 40, now() - i * interval '1 second'
                  FROM generate_series(1, %d) i;
                """.formatted(LIVE));
    }

    private void fillOld() throws SQLException {
        execute("""
                INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, forwarded, first_seen_at)
                SELECT '00000000-0000-0000-0000-00000000000a', md5(random()::text || i),
                       '00000000-0000-0000-0000-00000000000b', 'bench', 40, 40,
                       now() - interval '36 days' + i * interval '8 milliseconds'
                  FROM generate_series(1, %1$d) i;
                INSERT INTO correlation (portal_id, channel_id, correlation_key, message_id, created_at)
                SELECT '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-00000000000b',
                       md5(random()::text || i), md5(i::text), now() - interval '21 days' + i * interval '8 milliseconds'
                  FROM generate_series(1, %1$d) i;
                ANALYZE message, correlation;
                """.formatted(ROWS));
    }

    private long count(String from) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT count(*) FROM " + from)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql:" + server.address(), server.username(), server.password());
    }

    private PgConnectOptions options() {
        return PgConnectOptions.fromUri("postgresql:" + server.address())
                .setUser(server.username())
                .setPassword(server.password());
    }
}
