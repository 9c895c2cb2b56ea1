package dev.dlrbridge.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md}. */
class ConfigurationPageTest {
    private static final String START = """
            # Configuration

            All keys of the bridge, made from the code by `ConfigurationPageTest`. They are given as environment variables (second
            line of each), as system properties (`-Dkey=value`), or in `config/application.properties` beside the program. Durations
            are written as `30s`, `2500ms` or `13d`, sizes as `256K` or `100M`, lists with commas. A key that is unknown, missing or
            out of bounds stops the start, which then names all of them.

            To be decided before the first start: `dlrbridge.database.url` (or the embedded PostgreSQL, which makes the secrets too),
            `dlrbridge.public-url`, `dlrbridge.trusted-proxies`, `dlrbridge.admin.token`, `dlrbridge.encryption.keyset`,
            `dlrbridge.gateways.directory`, `dlrbridge.bitrix24.allowed-networks` and `dlrbridge.retention.reports`. All others have
            defaults that fit.

            | key | type | default | meaning |
            |---|---|---|---|
            """;

    private static final String END = """

            Keys of [Quarkus](https://quarkus.io/guides/all-config) that matter here:

            | key | default | meaning |
            |---|---|---|
            | `quarkus.http.port`<br>`QUARKUS_HTTP_PORT` | `8080` | port for gateways and portals |
            | `quarkus.management.port`<br>`QUARKUS_MANAGEMENT_PORT` | `9000` | port for health, metrics and the API's description |
            | `quarkus.datasource.reactive.max-size`<br>`QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE` | `16` | database connections of a replica |
            | `quarkus.shutdown.delay`<br>`QUARKUS_SHUTDOWN_DELAY` | none | how long a stopping bridge goes on accepting, not ready, until balancers have noticed |
            | `quarkus.shutdown.timeout`<br>`QUARKUS_SHUTDOWN_TIMEOUT` | `5s` | how long requests under way may take then |
            | `quarkus.log.level`<br>`QUARKUS_LOG_LEVEL` | `INFO` | `quarkus.log.category."dev.dlrbridge".level` is for the bridge alone |
            | `quarkus.log.console.json.enabled`<br>`QUARKUS_LOG_CONSOLE_JSON_ENABLED` | `true` | `false`: lines for people |
            | `quarkus.otel.sdk.disabled`<br>`QUARKUS_OTEL_SDK_DISABLED` | `true` | `false`: traces are sent |
            | `quarkus.otel.exporter.otlp.endpoint`<br>`QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT` | `http://localhost:4317` | where to |
            """;

    private List<ConfigurationKey> keys;

    @BeforeEach
    void read() throws IOException {
        keys = ConfigurationKeys.in(Path.of("src/main/java"));
    }

    @Test
    void shouldTellOfEveryKey() throws IOException {
        GeneratedPage.assertCurrent(
                Path.of("docs/configuration.md"),
                START + keys.stream().map(ConfigurationPageTest::row).collect(Collectors.joining()) + END);
    }

    @Test
    void shouldNameInItsIntroductionOnlyKeysThatThereAre() {
        assertThat(Pattern.compile("`(dlrbridge\\.[^`]+)`").matcher(START).results())
                .hasSizeGreaterThan(5)
                .allSatisfy(named -> assertThat(key(named.group(1))).isNotNull());
    }

    @Test
    void shouldFindKeysOfGroupsMapsAndSharedPrefixes() {
        assertThat(keys)
                .hasSizeGreaterThan(40)
                .extracting(ConfigurationKey::name)
                .contains(
                        "dlrbridge.database.embedded.directory",
                        "dlrbridge.admin.tokens.<name>.sha256",
                        "dlrbridge.intake.max-body",
                        "dlrbridge.intake.waiting-reports",
                        "dlrbridge.retention.quarantine",
                        "dlrbridge.retention.quarantine-entries")
                .doesNotHaveDuplicates();
        assertThat(key("dlrbridge.admin.port"))
                .extracting(ConfigurationKey::fallback, ConfigurationKey::bounds, ConfigurationKey::environment)
                .containsExactly("8090", "at least 0, at most 65535", "DLRBRIDGE_ADMIN_PORT");
        assertThat(key("dlrbridge.admin.token").fallback()).isNull();
        assertThat(key("dlrbridge.database.url").fallback()).isEmpty();
    }

    private ConfigurationKey key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst().orElseThrow();
    }

    private static String row(ConfigurationKey key) {
        String bounds = key.bounds().isEmpty() ? "" : " (" + key.bounds() + ")";
        return "| `%s`<br>`%s` | %s | %s | %s |%n"
                .formatted(
                        key.name(),
                        key.environment(),
                        key.type().replace("<", "&lt;") + bounds,
                        fallback(key),
                        key.meaning());
    }

    private static String fallback(ConfigurationKey key) {
        if (key.fallback() == null) {
            return "required";
        }
        return key.fallback().isEmpty() ? "none" : "`" + key.fallback() + "`";
    }
}
