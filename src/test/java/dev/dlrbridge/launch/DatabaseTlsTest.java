package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With {@code sslmode=verify-full} nobody but the server that the certificate names is told a password or a report. */
@QuarkusTest
@WithTestResource(TlsDatabaseResource.class)
class DatabaseTlsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool pool;
    private final Vertx vertx;
    private final Config config;
    private Path certificates;
    private String plain;
    private String password;
    private int port;
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    DatabaseTlsTest(Pool pool, Vertx vertx, Config config) {
        this.pool = pool;
        this.vertx = vertx;
        this.config = config;
    }

    @BeforeEach
    void find() {
        this.certificates = Path.of(config.getValue(TlsDatabaseResource.CERTIFICATES, String.class));
        this.plain = config.getValue(TlsDatabaseResource.OWNER, String.class);
        this.password = config.getValue("quarkus.datasource.password", String.class);
        this.port = Integer.parseInt(plain.replaceAll(".*:(\\d+)/.*", "$1"));
    }

    @AfterEach
    void showTheRightCertificate() throws IOException {
        root("right");
        ServerTls.use(plain, password, certificates, "localhost-by-right");
    }

    @Test
    void shouldEncryptEveryConnectionTheListeningOnesToo() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(connections()).satisfies(found -> {
                    assertThat(found.getLong("listening")).isGreaterThanOrEqualTo(2);
                    assertThat(found.getLong("plain")).isZero();
                }));
        assertThat(migrate("right")).as(errors::toString).isZero();
    }

    @ParameterizedTest
    @CsvSource({"localhost-by-other", "elsewhere.example-by-right", "none"})
    void shouldTalkToNoServerThatCannotShowTheRightCertificate(String certificate) {
        if (certificate.equals("none")) {
            ServerTls.none(plain, password);
        } else {
            ServerTls.use(plain, password, certificates, certificate);
        }

        assertThatThrownBy(() -> pool.query("SELECT 1").execute().await().atMost(PATIENCE))
                .hasStackTraceContaining("SSL");
        assertThat(migrate("right")).isEqualTo(1);
        assertThat(errors.toString()).contains("The schema is not up to date").doesNotContain(password);
    }

    /** As CloudNativePG does each quarter, in the file that is mounted. */
    @Test
    void shouldFollowARenewedRootWithoutARestart() throws IOException {
        // given
        ServerTls.use(plain, password, certificates, "localhost-by-other");
        assertThatThrownBy(() -> pool.query("SELECT 1").execute().await().atMost(PATIENCE))
                .isInstanceOf(Exception.class);

        // when
        root("other");

        // then
        assertThat(pool.query("SELECT 1").execute().await().atMost(PATIENCE).size())
                .isEqualTo(1);
    }

    private void root(String authority) throws IOException {
        Files.copy(
                certificates.resolve(authority + ".crt"),
                certificates.resolve("root.crt"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void shouldRefuseARootThatHasNotSignedTheCertificate() {
        assertThat(migrate("other")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void shouldTalkOnlyEncryptedWhereThatIsRequired(boolean encrypted) {
        if (!encrypted) {
            ServerTls.none(plain, password);
        }
        String url = "postgresql://localhost:" + port + "/dlrbridge?sslmode=require";

        assertThat(migrateAt(url)).as(errors::toString).isEqualTo(encrypted ? 0 : 1);
        assertThat(connects(url.replace("//", "//dlrbridge:" + password + "@"))).isEqualTo(encrypted);
    }

    private boolean connects(String url) {
        return PgConnection.connect(
                        new io.vertx.mutiny.core.Vertx(vertx),
                        io.vertx.pgclient.PgConnectOptions.fromUri(url).setTrustAll(true))
                .chain(connection -> connection.close())
                .replaceWith(true)
                .onFailure()
                .recoverWithItem(false)
                .await()
                .atMost(PATIENCE);
    }

    private Row connections() {
        return pool.query("""
                        SELECT count(*) FILTER (WHERE NOT s.ssl) AS plain,
                               count(*) FILTER (WHERE a.query LIKE 'LISTEN %') AS listening
                          FROM pg_stat_ssl s
                          JOIN pg_stat_activity a USING (pid)
                         WHERE a.backend_type = 'client backend'
                        """).execute().await().atMost(PATIENCE).iterator().next();
    }

    private int migrate(String root) {
        return migrateAt(TlsDatabaseResource.url(port, certificates, root));
    }

    private int migrateAt(String url) {
        errors.reset();
        Map<String, String> settings = Map.of(
                "dlrbridge.database.url", url,
                "dlrbridge.database.username", "dlrbridge",
                "dlrbridge.database.password", password);
        return MigrateCommand.run(
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(settings, "test", 100))
                        .build(),
                new PrintStream(new ByteArrayOutputStream()),
                new PrintStream(errors));
    }
}
