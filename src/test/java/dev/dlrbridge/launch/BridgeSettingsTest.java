package dev.dlrbridge.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dlrbridge.database.EmbeddedPostgres;
import dev.dlrbridge.tenant.secret.Keysets;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class BridgeSettingsTest {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final Map<String, String> COMPLETE = Map.of(
            "dlrbridge.database.url", "postgresql://db.example:5432/bridge",
            "dlrbridge.database.username", "bridge",
            "dlrbridge.database.password", "secret",
            "dlrbridge.public-url", "https://sms.example/bridge",
            "dlrbridge.admin.token", TOKEN,
            "dlrbridge.encryption.keyset", Keysets.generate());

    @Test
    void shouldNameEveryMissingKeyInOneMessageWhenAServerIsGiven() {
        assertThatThrownBy(() -> settings(Map.of("dlrbridge.database.url", "postgresql://db:5432/bridge")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("dlrbridge.public-url (DLRBRIDGE_PUBLIC_URL)")
                .hasMessageContaining("dlrbridge.admin.token (DLRBRIDGE_ADMIN_TOKEN)")
                .hasMessageContaining("dlrbridge.encryption.keyset (DLRBRIDGE_ENCRYPTION_KEYSET)");
    }

    @Test
    void shouldNeedNothingWhenTheDatabaseIsEmbedded() {
        assertThat(settings(Map.of()).hasServer()).isFalse();
    }

    @Test
    void shouldPassTheServerOnToBothDrivers() {
        assertThat(settings(COMPLETE).forServer())
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db.example:5432/bridge")
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db.example:5432/bridge")
                .containsEntry("quarkus.datasource.username", "bridge")
                .containsEntry("quarkus.datasource.password", "secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db/bridge", "postgresql://db", "mysql://db/bridge", "db:5432/bridge"})
    void shouldRefuseADatabaseAddressOfAnotherForm(String url) {
        assertThatThrownBy(() -> settings(with("dlrbridge.database.url", url)))
                .hasMessageContaining("postgresql://host:port/name");
    }

    @Test
    void shouldRefuseAShortTokenWithoutShowingIt() {
        assertThatThrownBy(() -> settings(with("dlrbridge.admin.token", "hunter2")))
                .hasMessageContaining("at least 32 characters")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sms.example", "ftp://sms.example", "https://sms.example/?a=b", "https://"})
    void shouldRefuseAPublicAddressThatNobodyCanCall(String url) {
        assertThatThrownBy(() -> settings(with("dlrbridge.public-url", url)))
                .hasMessageContaining("dlrbridge.public-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "bm90IGEga2V5c2V0", "{}"})
    void shouldRefuseAKeysetThatIsNoneWithoutShowingIt(String keyset) {
        assertThatThrownBy(() -> settings(with("dlrbridge.encryption.keyset", keyset)))
                .hasMessageContaining("dlrbridge.encryption.keyset (DLRBRIDGE_ENCRYPTION_KEYSET)")
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain(keyset));
    }

    @ParameterizedTest
    @FieldSource("dev.dlrbridge.launch.BridgeSettings#REMOVED")
    void shouldRefuseWhatIsNoOptionAnyMoreHoweverItIsGiven(String key) throws IOException {
        String variable = key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
        Config environment = new SmallRyeConfigBuilder()
                .withSources(new EnvConfigSource(Map.of(variable, "1"), 300) {})
                .build();

        assertThatThrownBy(() -> settings(with(key, "1")))
                .hasMessageContaining(key + " (" + variable + ") is no option");
        assertThatThrownBy(() -> BridgeSettings.of(environment)).hasMessageContaining(key);
        assertThat(Files.readString(Path.of("docs", "configuration.md"))).doesNotContain("`" + key + "`");
    }

    @ParameterizedTest
    @CsvSource({
        "quarkus.http.port, 9000",
        "quarkus.http.port, 8090",
        "quarkus.management.port, 8080",
        "quarkus.management.port, 8090",
        "dlrbridge.admin.port, 8080",
        "dlrbridge.admin.port, 9000"
    })
    void shouldRefuseOnePortForTwoInterfaces(String key, String port) {
        assertThatThrownBy(() -> settings(with(key, port))).hasMessageContaining(") must be another port than ");
    }

    @ParameterizedTest
    @CsvSource({"8080,9000,8090", "0,0,0", "8090,8080,9000"})
    void shouldAcceptDifferentPortsOrAny(String port, String managementPort, String adminPort) {
        // Given
        Map<String, String> values = with("quarkus.management.port", managementPort);
        values.put("quarkus.http.port", port);
        values.put("dlrbridge.admin.port", adminPort);

        // When, then
        assertThat(settings(values).hasServer()).isTrue();
    }

    @Test
    void shouldWriteNoSecretInThePlaceOfOneThatIsConfigured(@TempDir Path directory) {
        // Given
        Map<String, String> own =
                Map.of("dlrbridge.admin.token", TOKEN, "dlrbridge.encryption.keyset", Keysets.generate());
        OwnSecrets secrets = new OwnSecrets(directory.resolve("secrets"), new SecureRandom());

        try (EmbeddedPostgres database = EmbeddedPostgres.start(directory, Path.of("target", "postgres"))) {
            // When
            Map<String, String> made = settings(own).forEmbedded(database, secrets);

            // Then
            assertThat(made).doesNotContainKeys("dlrbridge.admin.token", "dlrbridge.encryption.keyset");
            assertThat(settings(own).ownAdminToken(secrets)).isEmpty();
            assertThat(directory.resolve("secrets")).doesNotExist();

            // When
            made = settings(Map.of()).forEmbedded(database, secrets);

            // Then
            assertThat(made).containsKeys("dlrbridge.admin.token", "dlrbridge.encryption.keyset");
            assertThat(settings(Map.of()).ownAdminToken(secrets))
                    .hasValueSatisfying(file -> assertThat(file).exists());
        }
    }

    @ParameterizedTest
    @CsvSource({"disable,true", "allow,true", "prefer,true", "require,true"})
    void shouldTellBothDriversOfTlsWithoutALookAtTheCertificate(String mode, boolean trustsAll) {
        assertThat(settings(with("dlrbridge.database.url", "postgresql://db:5432/bridge?sslmode=" + mode))
                        .forServer())
                .containsEntry("quarkus.datasource.jdbc.url", "jdbc:postgresql://db:5432/bridge?sslmode=" + mode)
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db:5432/bridge")
                .containsEntry("quarkus.datasource.reactive.postgresql.ssl-mode", mode)
                .containsEntry("quarkus.datasource.reactive.trust-all", Boolean.toString(trustsAll));
    }

    @ParameterizedTest
    @CsvSource({"verify-ca,NONE", "verify-full,HTTPS"})
    void shouldTellBothDriversWhoseCertificateTheServerMustHave(String mode, String host, @TempDir Path directory)
            throws IOException {
        Path root = Files.createFile(directory.resolve("ca.crt"));
        String tls = "sslmode=" + mode + "&sslrootcert=" + root;

        assertThat(settings(with("dlrbridge.database.url", "postgresql://db:5432/bridge?application_name=x&" + tls))
                        .forServer())
                .containsEntry(
                        "quarkus.datasource.jdbc.url", "jdbc:postgresql://db:5432/bridge?application_name=x&" + tls)
                .containsEntry("quarkus.datasource.reactive.url", "postgresql://db:5432/bridge?application_name=x")
                .containsEntry("quarkus.datasource.reactive.postgresql.ssl-mode", mode)
                .containsEntry("quarkus.datasource.reactive.trust-all", "false")
                .containsEntry("quarkus.datasource.reactive.hostname-verification-algorithm", host)
                .containsEntry("quarkus.datasource.reactive.trust-certificate-pem", "true")
                .containsEntry("quarkus.datasource.reactive.trust-certificate-pem.certs", root.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "sslmode=verify-full, together",
        "sslmode=verify-ca, together",
        "sslrootcert=/etc/hostname, together",
        "sslmode=require&sslrootcert=/etc/hostname, together",
        "sslmode=verify-full&sslrootcert=/nowhere, cannot be read",
        "sslmode=on, must have an sslmode of",
        "sslmode=verify-full&sslmode=disable, twice",
        "sslfactory=org.postgresql.ssl.NonValidatingFactory, not sslfactory",
        "sslmode, postgresql://host:port/name",
        "sslmode=, postgresql://host:port/name"
    })
    void shouldRefuseTlsThatOneOfTheDriversWouldTakeForLess(String parameters, String reason) {
        assertThatThrownBy(() -> settings(with("dlrbridge.database.url", "postgresql://db:5432/bridge?" + parameters)))
                .hasMessageContaining("dlrbridge.database.url (DLRBRIDGE_DATABASE_URL)")
                .hasMessageContaining(reason);
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> changed = new java.util.HashMap<>(COMPLETE);
        changed.put(key, value);
        return changed;
    }

    private static BridgeSettings settings(Map<String, String> values) {
        return BridgeSettings.of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build());
    }
}
