package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Whatever a page marks as runnable runs, against a bridge and a sandbox. */
class DocumentedCommandsIT {
    /** A refusal is a failure; then what the README's set-up of a tenant begins with, for all pages. */
    private static final String START = """
            curl() { command curl --silent --show-error --fail-with-body "$@"; }
            API=http://localhost:8090/api/v1; AUTH="Authorization: Bearer $(cat .dlrbridge/admin-token)"
            JSON='Content-Type: application/json'
            """;

    private final Path directory = Workplace.fresh("documented");

    @Test
    void shouldRunEachBlockThatIsMarked() throws Exception {
        try (OwnServer database = new OwnServer(directory.resolve("database"));
                Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
            database.start();
            Map<String, String> settings = new TreeMap<>(database.settings());
            settings.putAll(SandboxSettings.of(sandbox.oauthUrl().toString()));
            try (BridgeProcess bridge = new BridgeProcess(directory, settings)) {
                bridge.startUntilReady();
                Files.createDirectories(directory.resolve(".dlrbridge"));
                Files.writeString(directory.resolve(".dlrbridge/admin-token"), OwnServer.ADMIN_TOKEN);
                // The pages have the usual ports.
                Map<String, Integer> ports = Map.of(
                        ":8080", bridge.address("/").getPort(),
                        ":8081", sandbox.port(),
                        ":8090", bridge.address("/api/").getPort());

                assertThat(DocumentedCommands.all()).isNotEmpty();
                for (DocumentedCommands block : DocumentedCommands.all()) {
                    String script = START + block.script();
                    for (Map.Entry<String, Integer> port : ports.entrySet()) {
                        script = script.replace(port.getKey(), ":" + port.getValue());
                    }
                    run(block, script);
                }
            }
        }
    }

    private void run(DocumentedCommands block, String script) throws Exception {
        Process shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(shell.exitValue())
                .as("%s:%n%s%n%s", block.page(), block.script(), output)
                .isZero();
    }
}
