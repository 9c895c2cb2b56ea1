package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How processes begin and end: in order, without a database, or not at all and for a reason that is told. */
class StartUpIT {
    private static final Duration PROMPT = Duration.ofSeconds(30);
    private static final Duration ORDERLY_STOP = Duration.ofSeconds(15);
    private static final int TERMINATED = 143;

    private final Path directory = Workplace.fresh("start-up");
    private final Path dataDirectory = Workplace.withPrograms(directory.resolve("data"));
    private final List<AutoCloseable> started = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        Exception failure = null;
        for (int i = started.size() - 1; i >= 0; i--) {
            try {
                started.get(i).close();
            } catch (Exception e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    @Test
    void shouldWaitForADatabaseThatIsAwayAtStartAndUseThePrintedKeyset() throws IOException {
        // Given
        OwnServer database = ending(new OwnServer(directory.resolve("database")));
        database.start();
        Map<String, String> settings = database.settings();
        settings.put("dlrbridge.encryption.keyset", printedKeyset());
        database.stop();

        // When
        BridgeProcess bridge = ending(new BridgeProcess(directory, settings));
        bridge.start();
        bridge.awaitListening();

        // Then
        assertThat(bridge.health("live").statusCode()).isEqualTo(200);
        HttpResponse<String> readiness = bridge.health("ready");
        assertThat(readiness.statusCode()).isEqualTo(503);
        assertThat(readiness.body()).contains("\"reason\"");
        database.start();
        bridge.awaitReady();
        assertThat(storeASecret(bridge).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldNameEveryMissingKeyAtOnceWhenAServerIsGiven() {
        // When
        Program bridge = run(Map.of("dlrbridge.database.url", "postgresql://127.0.0.1:1/none"));

        // Then
        assertThat(bridge.awaitExit(PROMPT)).isNotZero();
        assertThat(bridge.output())
                .contains("dlrbridge.public-url (DLRBRIDGE_PUBLIC_URL)")
                .contains("dlrbridge.admin.token (DLRBRIDGE_ADMIN_TOKEN)")
                .contains("dlrbridge.encryption.keyset (DLRBRIDGE_ENCRYPTION_KEYSET)")
                .doesNotContain("\tat ", "Exception");
    }

    @Test
    void shouldRefuseAKeysetThatIsNone() {
        // When
        Program bridge = run(Map.of("dlrbridge.encryption.keyset", "bm90IGEga2V5c2V0"));

        // Then
        assertThat(bridge.awaitExit(PROMPT)).isNotZero();
        assertThat(bridge.output())
                .contains("dlrbridge.encryption.keyset (DLRBRIDGE_ENCRYPTION_KEYSET)")
                .doesNotContain("bm90IGEga2V5c2V0", "\tat ");
    }

    @Test
    void shouldWaitForTheCommandThatMigratesWhenItMustNotDoSoItself() throws IOException {
        // Given
        OwnServer database = ending(new OwnServer(directory.resolve("database")));
        database.start();
        Map<String, String> settings = database.settings();
        settings.put("dlrbridge.database.migrate-at-start", "false");
        BridgeProcess bridge = ending(new BridgeProcess(directory, settings));
        bridge.start();
        bridge.awaitListening();
        await().atMost(PROMPT)
                .untilAsserted(() -> assertThat(bridge.health("ready").body()).contains("the command migrate"));

        // When
        Program migration = ending(Program.start(Workplace.fresh("migration"), settings, "migrate"));

        // Then
        assertThat(migration.awaitExit(PROMPT)).as(migration::output).isZero();
        assertThat(migration.output()).contains("The schema is up to date");
        bridge.awaitReady();
        await().atMost(PROMPT)
                .untilAsserted(() -> assertThat(
                                bridge.program().output().lines().filter(line -> line.startsWith("{\"timestamp\"")))
                        .anyMatch(line -> line.contains("\"message\":\"Ready: reports are accepted and forwarded\"")));
    }

    @Test
    void shouldSayInOneLineThatAnotherProgramHasThePort() throws IOException {
        // Given
        OwnServer database = ending(new OwnServer(directory.resolve("database")));
        database.start();
        Map<String, String> settings = database.settings();
        ServerSocket taken = ending(new ServerSocket(0));
        settings.put("quarkus.http.port", Integer.toString(taken.getLocalPort()));

        // When
        Program bridge = run(settings);

        // Then
        assertThat(bridge.awaitExit(PROMPT)).isNotZero();
        assertThat(bridge.output().lines())
                .filteredOn(line -> !line.startsWith("{") || line.contains("\"level\":\"ERROR\""))
                .last()
                .asString()
                .contains("Another program has a port", Integer.toString(taken.getLocalPort()));
        assertThat(bridge.output()).doesNotContain("\tat ", "\"level\":\"ERROR\"");
    }

    @Test
    @NeedsVirtualMachine
    void shouldRunTheSandboxAlone() {
        // When
        int port = FreePort.find();
        run(Map.of(), "sandbox", "--port", Integer.toString(port));

        // Then
        URI statistics = URI.create("http://127.0.0.1:" + port + "/sandbox/statistics");
        await().atMost(PROMPT)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(
                        () -> assertThat(new Http().get(statistics).body()).contains("\"limitHits\":0"));
    }

    @Test
    void shouldRefuseAServerThatMayForgetWhatItHasCommitted() throws SQLException {
        // Given
        OwnServer database = ending(new OwnServer(directory.resolve("database")));
        database.start();
        Map<String, String> settings = database.settings();
        database.execute("ALTER ROLE dlrbridge SET synchronous_commit = off");

        // When
        Program bridge = ending(new BridgeProcess(directory, settings)).start();

        // Then
        assertThat(bridge.awaitExit(PROMPT)).isNotZero();
        assertThat(bridge.output()).contains("synchronous_commit is off");
    }

    @Test
    @NeedsVirtualMachine
    void shouldRefuseADirectoryInUseAndStopItsDatabaseWhenTerminated() throws IOException {
        // Given
        BridgeProcess bridge = embedded();
        bridge.startUntilReady();
        ProcessHandle server = data().server().orElseThrow();

        // When
        Program second = ending(new BridgeProcess(Workplace.fresh("second"), embeddedSettings()))
                .start();

        // Then
        assertThat(second.awaitExit(PROMPT)).isNotZero();
        assertThat(second.output()).contains("another bridge uses").doesNotContain("\tat ");
        assertThat(bridge.health("ready").statusCode()).isEqualTo(200);

        // When
        bridge.program().terminate();

        // Then
        assertThat(bridge.program().awaitExit(ORDERLY_STOP)).isIn(0, TERMINATED);
        assertThat(data().server()).isEmpty();
        assertThat(data().log()).endsWith("database system is shut down");
        // The system may show an ended process until its new parent has asked for its exit code.
        await().until(() -> !server.isAlive());
    }

    private String printedKeyset() {
        Program keyset = ending(Program.start(Workplace.fresh("keyset"), Map.of(), "keyset"));
        assertThat(keyset.awaitExit(PROMPT)).isZero();
        // Above it may stand warnings of a newer JVM, which go to the error output, joined with the other here.
        return keyset.output().strip().lines().reduce((before, last) -> last).orElseThrow();
    }

    private static HttpResponse<String> storeASecret(BridgeProcess bridge) {
        return new Http()
                .json(
                        "PUT",
                        bridge.address("/api/v1/applications/app.keyset"),
                        OwnServer.ADMIN_TOKEN,
                        "{\"clientSecret\":\"secret\",\"title\":\"Keyset\"}");
    }

    private BridgeProcess embedded() {
        ending(data());
        return ending(new BridgeProcess(directory, embeddedSettings()));
    }

    private EmbeddedData data() {
        return new EmbeddedData(dataDirectory);
    }

    private Map<String, String> embeddedSettings() {
        return Map.of("dlrbridge.database.embedded.directory", dataDirectory.toString());
    }

    private Program run(Map<String, String> properties, String... arguments) {
        return ending(Program.start(directory, properties, arguments));
    }

    private <T extends AutoCloseable> T ending(T process) {
        started.add(process);
        return process;
    }
}
