package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.tenant.secret.Keysets;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Profiles of the operator's own beside those that were compiled into the jar; a database is not needed for it. */
class GatewaysDirectoryIT {
    private static final Duration PROMPT = Duration.ofSeconds(30);
    private static final String ADMIN_TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String PROFILE = """
        title: Acme SMS
        sendSide: Send with ref set to the message id.
        methods: [POST]
        mediaTypes: [application/x-www-form-urlencoded]
        signature: none
        reports: {id: form:id, unsignedReference: form:ref, status: form:state}
        statuses: {DELIVRD: delivered}
        reply: {status: 200}
        """;

    private final Path directory = Workplace.fresh("gateways");
    private final Path profiles = directory.resolve("profiles");

    @BeforeEach
    void createDirectory() throws IOException {
        Files.createDirectory(profiles);
    }

    @Test
    void shouldKnowOwnGatewaysBesideThoseOfTheProgram() throws IOException {
        // Given
        Files.writeString(profiles.resolve("acme.yaml"), PROFILE);

        try (BridgeProcess bridge = new BridgeProcess(directory, settings())) {
            // When
            bridge.start();
            bridge.awaitListening();

            // Then
            HttpResponse<String> catalogue =
                    new Http().json("GET", bridge.address("/api/v1/gateways"), ADMIN_TOKEN, "");
            assertThat(catalogue.body()).contains("\"name\":\"acme\"", "\"name\":\"8x8\"", "\"name\":\"zenvia\"");
        }
    }

    @Test
    void shouldNotStartWithAWrongProfileAndSayWhereItIsWrong() throws IOException {
        // Given
        Files.writeString(profiles.resolve("acme.yaml"), PROFILE.replace("DELIVRD: delivered", "DELIVRD: arrived"));

        try (Program bridge = Program.start(directory, settings())) {
            // Then
            assertThat(bridge.awaitExit(PROMPT)).isNotZero();
            assertThat(bridge.output()).contains("acme.yaml:7: statuses.DELIVRD: must be queued, sent,");
        }
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.of(
                "dlrbridge.database.url", "postgresql://127.0.0.1:1/none",
                "dlrbridge.database.username", "none",
                "dlrbridge.database.password", "none",
                "dlrbridge.public-url", "https://bridge.example",
                "dlrbridge.admin.token", ADMIN_TOKEN,
                "dlrbridge.encryption.keyset", Keysets.generate(),
                "dlrbridge.gateways.directory", profiles.toString()));
    }
}
