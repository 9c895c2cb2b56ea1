package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.dlrbridge.database.EmbeddedPostgres;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @TempDir
    Path directory;

    @Test
    void shouldApplyEveryStepOnceAndMendOneThatWasCutShort() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Path.of("target", "postgres"))) {
            // when
            assertThat(migrate(server.address(), server.username(), server.password()))
                    .as(errors::toString)
                    .isZero();

            // then
            assertThat(out.toString()).contains("35 steps applied");

            // when
            assertThat(migrate(server.address(), server.username(), server.password()))
                    .isZero();

            // then
            assertThat(out.toString()).contains("0 steps applied");

            // given an index whose build was cut short
            execute(server, "DROP INDEX statistic_hour");
            execute(server, "UPDATE flyway_schema_history SET success = false WHERE version = '28'");
            execute(server, "DELETE FROM flyway_schema_history WHERE version::int > 28");
            execute(server, "ALTER TABLE portal DROP COLUMN language, DROP COLUMN senders_told");
            execute(
                    server,
                    "ALTER TABLE portal DROP COLUMN installed_by, DROP COLUMN untold_since, DROP COLUMN untold_reason");
            execute(server, "DROP TABLE replica");
            execute(server, "DROP VIEW waiting_message");
            execute(server, "ALTER TABLE template DROP COLUMN customer_gateways, DROP COLUMN notifications");
            execute(server, "ALTER TABLE requested_message DROP COLUMN author");

            // when
            assertThat(migrate(server.address(), server.username(), server.password()))
                    .as(errors::toString)
                    .isZero();

            // then
            assertThat(out.toString()).contains("8 steps applied");
            execute(server, "COMMENT ON INDEX statistic_hour IS 'is there'");

            // given a version that this one knows nothing of
            execute(server, """
                    INSERT INTO flyway_schema_history
                    SELECT installed_rank + 1, '99', 'future', type, 'V99__future.sql', checksum, installed_by,
                           installed_on, execution_time, success
                      FROM flyway_schema_history
                     ORDER BY installed_rank DESC
                     LIMIT 1
                    """);

            // when
            assertThat(migrate(server.address(), server.username(), server.password()))
                    .as(errors::toString)
                    .isZero();
        }
    }

    @Test
    void shouldGiveTheRoleOfTheServiceItsRightsAsOftenAsItIsRun() throws SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Path.of("target", "postgres"))) {
            // given a role that is not there
            assertThat(migrate(server, "odd \"role\"")).isEqualTo(1);
            assertThat(errors.toString()).contains("The service's role has not got its rights");

            // given one that is
            execute(server, "CREATE ROLE \"odd \"\"role\"\"\" LOGIN PASSWORD 'service'");
            for (int run = 0; run < 2; run++) {
                // when
                assertThat(migrate(server, "odd \"role\"")).as(errors::toString).isZero();

                // then
                try (var connection = DriverManager.getConnection(
                                "jdbc:postgresql:" + server.address(), "odd \"role\"", "service");
                        var statement = connection.createStatement()) {
                    statement.execute("INSERT INTO application VALUES ('a%d', '', 'A')".formatted(run));
                    statement.execute("SELECT make_report_partition(current_date)");
                }
            }
        }
    }

    @Test
    void shouldRefuseToTakeTheRightsOfTheRoleThatMigrates() {
        assertThat(run(Map.of(
                        "dlrbridge.database.url", "postgresql://127.0.0.1:1/none",
                        "dlrbridge.database.username", "owner",
                        "dlrbridge.database.service-role", "owner")))
                .isEqualTo(1);
        assertThat(errors.toString())
                .contains("dlrbridge.database.service-role")
                .contains("must be another role");
    }

    @Test
    void shouldSayWhichKeyIsMissing() {
        assertThat(run(Map.of())).isEqualTo(1);
        assertThat(errors.toString())
                .contains("dlrbridge.database.url (DLRBRIDGE_DATABASE_URL)")
                .doesNotContain("admin.token");
    }

    @Test
    void shouldFailWithoutThePasswordInItsWordsWhenTheDatabaseIsAway() {
        long before = System.nanoTime();

        assertThat(migrate("//127.0.0.1:1/none", "somebody", "a-secret-password", "PT2S"))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("not up to date").doesNotContain("a-secret-password");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("it may be about to start")
                .isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void shouldNotAskAgainWhatTheDatabaseRefuses() {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, Path.of("target", "postgres"))) {
            assertTimeoutPreemptively(
                    Duration.ofMinutes(1),
                    () -> assertThat(migrate(server.address(), server.username(), "wrong", "PT1H"))
                            .isEqualTo(1));
        }
    }

    private int migrate(String address, String username, String password) {
        return migrate(address, username, password, "PT1M");
    }

    private int migrate(String address, String username, String password, String patience) {
        return run(Map.of(
                "dlrbridge.database.url", "postgresql:" + address,
                "dlrbridge.database.username", username,
                "dlrbridge.database.password", password,
                "dlrbridge.database.patience", patience));
    }

    private int migrate(EmbeddedPostgres server, String serviceRole) {
        return run(Map.of(
                "dlrbridge.database.url",
                "postgresql:" + server.address(),
                "dlrbridge.database.username",
                server.username(),
                "dlrbridge.database.password",
                server.password(),
                "dlrbridge.database.service-role",
                serviceRole));
    }

    private int run(Map<String, String> properties) {
        out.reset();
        errors.reset();
        Config config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 100))
                .build();
        return MigrateCommand.run(config, new PrintStream(out), new PrintStream(errors));
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        "jdbc:postgresql:" + server.address(), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
