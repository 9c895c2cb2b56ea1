package dev.dlrbridge.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Owner;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is too old goes, what is not stays, and nobody waits for it. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class RetentionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Map<String, String> AGELESS = Map.ofEntries(
            Map.entry("report", "its days are dropped whole"),
            Map.entry("application", "kept until it is deleted"),
            Map.entry("portal", "kept until it is erased"),
            Map.entry("channel", "kept until it or its portal is deleted"),
            Map.entry("quarantine_usage", "a row for each channel, kept by triggers"),
            Map.entry("refusal", "the last twenty of each channel"),
            Map.entry("duty", "a row for each duty"),
            Map.entry("webhook_endpoint", "kept until it is deleted"),
            Map.entry("template", "kept until it is deleted"),
            Map.entry("run_result", "goes with its run"),
            Map.entry("statistic_progress", "one row"),
            Map.entry("flyway_schema_history", "a row for each step"));

    private final Retention retention;
    private final ReportPartitions partitions;
    private final Pool pool;
    private final Rows rows;
    private final Owner owner;
    private final UUID portal = UUID.randomUUID();
    private final UUID channel = UUID.randomUUID();

    RetentionTest(Retention retention, ReportPartitions partitions, Pool pool, Rows rows, Owner owner) {
        this.retention = retention;
        this.partitions = partitions;
        this.pool = pool;
        this.rows = rows;
        this.owner = owner;
    }

    @ParameterizedTest
    @CsvSource({
        "message, 34, 1",
        "message, 36, 0",
        "correlation, 19, 1",
        "correlation, 21, 0",
        "unmatched, 29, 1",
        "unmatched, 31, 0",
        "quarantine, 29, 1",
        "quarantine, 31, 0"
    })
    void shouldRemoveARowOnlyWhenItIsOlderThanItsTableKeeps(String table, int days, int left) {
        // given
        insert(table, days, "NULL");

        // when
        run();

        // then
        assertThat(rows.count(table, channel)).isEqualTo(left);
        assertThat(usage()).isEqualTo(table.equals("quarantine") ? left : 0);
    }

    @Test
    void shouldKeepAnOldMessageThatIsStillToBeForwarded() {
        // given
        insert("message", 40, "now()");

        // when
        run();

        // then
        assertThat(rows.count("message", channel)).isEqualTo(1);
    }

    @Test
    void shouldRemoveMoreThanABatchInOneRun() {
        // given
        rows.select("""
                INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, first_seen_at)
                SELECT $1, md5(i::text), $2, 'sender', 40, now() - interval '50 days' + i * interval '1 second'
                  FROM generate_series(1, 12000) i
                """, Tuple.of(portal, channel));

        // when
        run();

        // then
        assertThat(rows.count("message", channel)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"364, 1", "366, 0"})
    void shouldRemoveAuditTokensOnlyWhenTheyAreOldEnough(int days, int left) {
        // given
        String name = "retention-" + portal;
        Tuple values = Tuple.of(name, days);
        rows.select("""
                INSERT INTO audit (at, actor, role, action, target)
                VALUES (now() - $2 * interval '1 day', $1, 'admin', 'token.create', '/tokens')
                """, values);
        rows.select("""
                INSERT INTO admin_token (name, role, hash, created_by, revoked_at)
                VALUES ($1, 'viewer', sha256($1::text::bytea), 'admin', now() - $2 * interval '1 day')
                """, values);

        // when
        run();

        // then
        assertThat(rows.select("SELECT FROM audit WHERE actor = $1", Tuple.of(name)))
                .hasSize(left);
        assertThat(rows.select("SELECT FROM admin_token WHERE name = $1", Tuple.of(name)))
                .hasSize(left);
    }

    @Test
    void shouldKeepATokenThatIsValidWhateverItsAge() {
        // given
        String name = "retention-" + portal;
        rows.select("""
                INSERT INTO admin_token (name, role, hash, created_by, created_at)
                VALUES ($1, 'viewer', sha256($1::text::bytea), 'admin', now() - interval '5 years')
                """, Tuple.of(name));

        // when
        run();

        // then
        assertThat(rows.select("SELECT FROM admin_token WHERE name = $1", Tuple.of(name)))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1094, true, 1", "1096, true, 0", "1096, false, 1"})
    void shouldRemoveTheProofOfAnErasureThatWasFinishedLongAgo(int days, boolean finished, int left) {
        // given
        rows.select("""
                INSERT INTO erasure (portal_id, client_id, member_id, cause, requested_at, finished_at, claimed_until)
                VALUES ($1, 'app', 'member', 'operator', now() - $2 * interval '1 day',
                        CASE WHEN $3 THEN now() - $2 * interval '1 day' END, now() + interval '1 hour')
                """, Tuple.of(portal, days, finished));

        // when
        run();

        // then
        assertThat(rows.select("SELECT FROM erasure WHERE portal_id = $1", Tuple.of(portal)))
                .hasSize(left);
    }

    @ParameterizedTest
    @CsvSource({"23, 1", "25, 0"})
    void shouldRemoveAnInstallThatNobodyConfirmedForADay(int hours, int left) {
        // given
        rows.select("""
                INSERT INTO life_cycle_event (id, client_id, member_id, sender, claim, due_at, received_at)
                VALUES ($1, 'app', 'member', 'sender', '\\x00', 'infinity', now() - $2 * interval '1 hour')
                """, Tuple.of(portal, hours));

        // when
        run();

        // then
        assertThat(rows.select("SELECT FROM life_cycle_event WHERE id = $1", Tuple.of(portal)))
                .hasSize(left);
    }

    @ParameterizedTest
    @CsvSource({"179, 1", "181, 0"})
    void shouldForgetATokenPairOnlyWhenItIsDead(int days, int left) {
        // given
        rows.select("""
                INSERT INTO used_install (proof, used_at)
                VALUES (sha256($1::text::bytea), now() - $2 * interval '1 day')
                """, Tuple.of(portal.toString(), days));

        // when
        run();

        // then
        assertThat(rows.select(
                        "SELECT FROM used_install WHERE proof = sha256($1::text::bytea)", Tuple.of(portal.toString())))
                .hasSize(left);
    }

    @ParameterizedTest
    @CsvSource({"29, true, 1", "31, true, 0", "31, false, 1"})
    void shouldRemoveTheResultOfAReplayThatWasFinishedLongAgo(int days, boolean finished, int left) {
        // given
        rows.select("""
                INSERT INTO replay (id, gateway, created_at, finished_at, claimed_until)
                VALUES ($1, 'kannel', now() - $2 * interval '1 day',
                        CASE WHEN $3 THEN now() - $2 * interval '1 day' END, now() + interval '1 hour')
                """, Tuple.of(portal, days, finished));

        // when
        run();

        // then
        assertThat(rows.select("SELECT FROM replay WHERE id = $1", Tuple.of(portal)))
                .hasSize(left);
    }

    @Test
    void shouldKnowTheAgeOfEachTableOrWhyItHasNone() {
        Stream<String> aged = Arrays.stream(AgedTable.values()).map(AgedTable::table);

        List<String> tables = rows.select("""
                SELECT relname
                  FROM pg_class
                 WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace
                   AND relname !~ '^report_[0-9]{8}$'
                """, Tuple.tuple()).stream()
                .map(row -> row.getString(0))
                .toList();

        assertThat(Stream.concat(aged, AGELESS.keySet().stream())).containsExactlyInAnyOrderElementsOf(tables);
    }

    @Test
    void shouldBeTheOnlyRoomThatRemovesByAge() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java/dev/dlrbridge"))) {
            assertThat(sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> !file.startsWith("src/main/java/dev/dlrbridge/retention"))
                            .filter(file -> removesByAge(file)))
                    .isEmpty();
        }
    }

    @Test
    void shouldRemoveTheLaneOfAnAccountWithoutPortalsAndNoOther() {
        // given
        Tenant tenant = Tenant.create();
        String gone = Tenant.newId();
        for (String account : new String[] {tenant.memberId(), gone}) {
            rows.select("""
                    INSERT INTO lane (account, budget_at) VALUES ($1, now() - interval '2 days')
                    ON CONFLICT (account) DO NOTHING
                    """, Tuple.of(account));
        }

        // when
        run();

        // then
        assertThat(lanes(gone)).isZero();
        assertThat(lanes(tenant.memberId())).isEqualTo(1);
    }

    @Test
    void shouldRemoveNothingWhileAnotherReplicaHasTheDuty() {
        // given
        insert("correlation", 40, "NULL");
        giveTheDutyAway();

        // when
        retention.run().await().atMost(PATIENCE);

        // then
        assertThat(rows.count("correlation", channel)).isEqualTo(1);
        run();
        assertThat(rows.count("correlation", channel)).isZero();
    }

    @Test
    void shouldDropADayOfHistoryAfterItsReaderHasEndedAndDelayNoReportMeanwhile() {
        // given
        Tenant tenant = Tenant.create();
        Tenant.Callback callback = tenant.channel("kannel");
        owner.execute("""
                CREATE TABLE report_20200101 PARTITION OF report
                  FOR VALUES FROM ('2020-01-01 00:00:00+00') TO ('2020-01-02 00:00:00+00')
                """);
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        Transaction reader = connection.begin().await().atMost(PATIENCE);
        connection.query("SELECT count(*) FROM report").execute().await().atMost(PATIENCE);

        // when
        run();
        int accepted = Bridge.get(callback.path() + "/" + tenant.message() + "?type=1&fid=a")
                .statusCode();

        // then
        assertThat(accepted).isEqualTo(200);
        assertThat(tables("report_20200101")).isEqualTo(1);

        // when
        reader.commit().await().atMost(PATIENCE);
        connection.close().await().atMost(PATIENCE);
        run();

        // then
        assertThat(tables("report_20200101")).isZero();
        assertThat(tables("report_" + today())).isEqualTo(1);
    }

    @Test
    void shouldMakeRoomForTheDaysToComeBesideAnOpenReaderAndWriter() {
        // given
        String last = rows.select(
                        "SELECT to_char(now() AT TIME ZONE 'UTC' + interval '7 days', 'YYYYMMDD')", Tuple.tuple())
                .get(0)
                .getString(0);
        owner.execute("DROP TABLE report_" + last);
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        Transaction open = connection.begin().await().atMost(PATIENCE);
        connection.preparedQuery("""
                        INSERT INTO report (portal_id, message_id, channel_id, raw_status, status)
                        VALUES ($1, 'open', $2, '1', 40)
                        """).execute(Tuple.of(portal, channel)).await().atMost(PATIENCE);

        // when
        partitions.ensure().await().atMost(PATIENCE);

        // then
        assertThat(tables("report_" + last)).isEqualTo(1);
        assertThat(partitions.count().await().atMost(PATIENCE).ahead()).isEqualTo(7);
        assertThat(rows.select(
                        "SELECT FROM pg_indexes WHERE tablename = $1 AND indexdef LIKE '%(portal_id, message_id)'",
                        Tuple.of("report_" + last)))
                .hasSize(1);
        open.rollback().await().atMost(PATIENCE);
        connection.close().await().atMost(PATIENCE);
    }

    private static boolean removesByAge(Path file) {
        try {
            return Arrays.stream(Files.readString(file).split("\"\"\""))
                    .anyMatch(text -> text.contains("DELETE FROM") && text.contains("< now() -"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whoever takes the duty over begins with the oldest rows. */
    private void run() {
        giveTheDutyAway();
        retention.run().await().atMost(PATIENCE);
        rows.select("UPDATE duty SET lease_until = now() - interval '1 second'", Tuple.tuple());
        retention.run().await().atMost(PATIENCE);
    }

    private void giveTheDutyAway() {
        rows.select("""
                INSERT INTO duty VALUES ('retention', gen_random_uuid(), now() + interval '1 hour')
                ON CONFLICT (name) DO UPDATE SET owner = EXCLUDED.owner, lease_until = EXCLUDED.lease_until
                """, Tuple.tuple());
    }

    private void insert(String table, int days, String dueAt) {
        String sql = switch (table) {
            case "message" -> """
                            INSERT INTO message (portal_id, message_id, channel_id, sender_code, reported, first_seen_at,
                                                 due_at)
                            VALUES ($1, 'm', $2, 'sender', 40, now() - $3 * interval '1 day', %s)
                            """.formatted(dueAt);
            case "correlation" -> """
                            INSERT INTO correlation (portal_id, channel_id, correlation_key, created_at)
                            VALUES ($1, $2, 'k', now() - $3 * interval '1 day')
                            """;
            case "unmatched" -> """
                            INSERT INTO unmatched (portal_id, channel_id, correlation_key, received_at, sender_code,
                                                   raw_status, status)
                            VALUES ($1, $2, 'k', now() - $3 * interval '1 day', 'sender', '1', 40)
                            """;
            default -> """
                            INSERT INTO quarantine (portal_id, channel_id, id, gateway, received_at, reason, size, request)
                            VALUES ($1, $2, gen_random_uuid(), 'kannel', now() - $3 * interval '1 day', 'odd', 1, '\\x00')
                            """;
        };
        rows.select(sql, Tuple.of(portal, channel, days));
    }

    private long usage() {
        return rows.select("SELECT entries FROM quarantine_usage WHERE channel_id = $1", Tuple.of(channel)).stream()
                .mapToLong(row -> row.getLong(0))
                .sum();
    }

    private int lanes(String account) {
        return rows.select("SELECT FROM lane WHERE account = $1", Tuple.of(account))
                .size();
    }

    private int tables(String name) {
        return rows.select("SELECT FROM pg_class WHERE relname = $1", Tuple.of(name))
                .size();
    }

    private String today() {
        return rows.select("SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYYMMDD')", Tuple.tuple())
                .get(0)
                .getString(0);
    }
}
