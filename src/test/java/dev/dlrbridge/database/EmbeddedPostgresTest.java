package dev.dlrbridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddedPostgresTest {
    static final Path PROGRAMS = Path.of("target", "postgres");

    @TempDir
    Path directory;

    @Test
    void shouldKeepDataWhenStoppedAndStartedAgain() throws SQLException {
        // Given
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            execute(server, "CREATE TABLE kept (value text)");
            execute(server, "INSERT INTO kept VALUES ('still here')");
        }

        // When
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {

            // Then
            assertThat(query(server, "SELECT value FROM kept")).isEqualTo("still here");
        }
    }

    @Test
    void shouldBeDurableAndClosed() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(query(server, "SHOW server_version")).startsWith("18");
            assertThat(query(server, "SHOW fsync")).isEqualTo("on");
            assertThat(query(server, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(server, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "SHOW unix_socket_directories")).isEmpty();
            assertThat(query(server, "SELECT count(*) FROM pg_hba_file_rules WHERE auth_method <> 'scram-sha-256'"))
                    .isEqualTo("0");
            assertThat(Files.getPosixFilePermissions(directory.resolve("password")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThatThrownBy(() -> DriverManager.getConnection(url(server), server.username(), "wrong"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void shouldRefuseADirectoryThatAnotherBridgeUses() {
        try (EmbeddedPostgres ignored = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThatThrownBy(() -> EmbeddedPostgres.start(directory, PROGRAMS))
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("another bridge uses");
        }
    }

    @Test
    void shouldRecoverCommittedDataAfterACrash() throws SQLException {
        // Given
        EmbeddedPostgres crashed = EmbeddedPostgres.start(directory, PROGRAMS);
        execute(crashed, "CREATE TABLE kept (value text)");
        execute(crashed, "INSERT INTO kept VALUES ('committed')");

        // When
        crashed.crash();

        // Then
        try (EmbeddedPostgres server = EmbeddedPostgres.start(directory, PROGRAMS)) {
            assertThat(query(server, "SELECT value FROM kept")).isEqualTo("committed");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /postgres-linux-x86_64.txz",
        "Linux, aarch64, /postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, /postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, /postgres-darwin-arm_64.txz"
    })
    void shouldHaveAnArchiveForEachPlatform(String system, String processor, String archive) {
        assertThat(PostgresPrograms.archiveName(system, processor)).isEqualTo(archive);
        assertThat(getClass().getResource(archive)).isNotNull();
    }

    private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(server), server.username(), server.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedPostgres server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(server), server.username(), server.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String url(EmbeddedPostgres server) {
        return "jdbc:postgresql:" + server.address();
    }
}
