package dev.dlrbridge.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.GeneratedPage;
import dev.dlrbridge.testing.Rows;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * While replicas are replaced one by one, and after a step back, the version before works on the newest schema.
 * {@code releases/VERSION} has the statements and the schema of each version; that of the version which is being made
 * follows the code (run this test with {@code -Ddocs.write=true}), and is final once the version in {@code pom.xml} goes on.
 */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class UpgradeTest {
    private static final Path RELEASES = Path.of("src/test/resources/releases");
    private static final Pattern VERSION = Pattern.compile("<version>([0-9.]+)(-SNAPSHOT)?</version>");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Constants that are not statements, but are put together to some. */
    private static final List<String> PARTS = List.of(
            "forwarding.LeaseSql.HELD",
            "journal.RecordSql.HISTORY",
            "journal.Retries.RETRY",
            "journal.SettleSql.CHANGES",
            "retention.ReportPartitions.TABLES");

    private final Pool pool;
    private final Rows rows;

    UpgradeTest(Pool pool, Rows rows) {
        this.pool = pool;
        this.rows = rows;
    }

    @Test
    void shouldKeepTheStatementsAndTheSchemaOfTheVersionThatIsBeingMade() throws IOException {
        Path release = Files.createDirectories(RELEASES.resolve(version()));
        Map<String, String> statements = new TreeMap<>(Statements.ofCode());
        statements.keySet().removeAll(PARTS);

        assertThat(statements).hasSizeGreaterThan(60);
        assertThat(failing(statements)).isEmpty();
        GeneratedPage.assertCurrent(release.resolve("statements.sql"), Statements.file(statements));
        GeneratedPage.assertCurrent(release.resolve("schema.txt"), String.join("\n", schema()) + "\n");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void shouldRunTheStatementsOfEachReleaseOnTheNewestSchema(Path release) throws IOException {
        Map<String, String> statements = Statements.ofFile(Files.readString(release.resolve("statements.sql")));

        assertThat(statements).hasSizeGreaterThan(60);
        assertThat(failing(statements)).isEmpty();
        assertThat(SchemaLines.obstacles(Files.readAllLines(release.resolve("schema.txt")), schema()))
                .isEmpty();
    }

    @Test
    void shouldNoticeAStatementThatTheSchemaDoesNotKnow() {
        assertThat(failing(Map.of("gone", "SELECT colour FROM message", "there", "SELECT attempts FROM message")))
                .containsOnlyKeys("gone");
    }

    static Stream<Path> releases() {
        try {
            return Files.list(RELEASES).sorted();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names, types and syntax are seen when a statement is prepared; what a row must have, by the columns. */
    private Map<String, String> failing(Map<String, String> statements) {
        Map<String, String> failures = new LinkedHashMap<>();
        SqlConnection connection = pool.getConnection().await().atMost(PATIENCE);
        statements.forEach((name, sql) -> connection
                .prepare(sql)
                .chain(prepared -> prepared.close())
                .onFailure()
                .invoke(failure -> failures.put(name, failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(PATIENCE));
        connection.close().await().atMost(PATIENCE);
        return failures;
    }

    private List<String> schema() {
        return rows.select(SchemaLines.READ, Tuple.tuple()).stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private static String version() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(version.find()).isTrue();
        return version.group(1);
    }
}
