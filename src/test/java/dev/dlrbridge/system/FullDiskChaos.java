package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The disk of the embedded database is full for a while; needs the right to mount a small one. */
class FullDiskChaos {
    private static final int PER_SECOND = 200;
    private static final int MESSAGES = 3_000;
    private static final Duration UNTIL_ACCEPTED = Duration.ofSeconds(120);
    private static final Duration UNTIL_FORWARDED = Duration.ofMinutes(3);

    private final Path directory = Workplace.fresh("disk");
    private final Path disk = directory.resolve("disk");
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private BridgeProcess bridge;
    private EmbeddedData data;
    private ReportLoad load;

    @AfterEach
    void endAll() throws Exception {
        try (sandbox;
                EmbeddedData server = data;
                BridgeProcess process = bridge;
                ReportLoad senders = load) {
            // closed in the reverse order, whatever happens
        }
        run("umount", "-l", disk.toString());
    }

    @Test
    void shouldLoseNothingWhenTheDiskWasFull() throws Exception {
        // Given
        Files.createDirectories(disk);
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", disk.toString()) == 0,
                "no right to mount a disk");
        RegisteredPortal portal = start();
        List<KannelReport> plan = ReportPlan.of(List.of(portal), MESSAGES, new Random(1));
        load = ReportLoad.start(plan, PER_SECOND);
        load.awaitAccepted(200);

        // When
        fill();
        load.awaitUnavailable(50);
        int acceptedWhenFull = load.accepted().size();
        Files.delete(ballast());
        boolean byItself = isReadyByItself();
        if (!byItself) {
            bridge.kill();
            bridge.startUntilReady();
        }
        load.awaitAllAccepted(UNTIL_ACCEPTED);

        // Then
        Outcome outcome = new Outcome(load.accepted());
        outcome.awaitAllShown(UNTIL_FORWARDED, Duration.ofSeconds(1));
        System.out.printf(
                "FullDiskChaos: %d reports accepted before the disk was full, %d in all, %d answered 503; ready again %s%n",
                acceptedWhenFull,
                load.accepted().size(),
                load.unavailable(),
                byItself ? "by itself" : "after a new start");
        assertThat(outcome.wentBack()).isEmpty();
        assertThat(load.unexpected()).isEmpty();
    }

    private RegisteredPortal start() throws IOException {
        Path embedded = Workplace.withPrograms(disk.resolve("data"));
        Map<String, String> settings =
                new HashMap<>(SandboxSettings.of(sandbox.oauthUrl().toString()));
        settings.put("dlrbridge.database.embedded.directory", embedded.toString());
        bridge = new BridgeProcess(directory, settings);
        data = new EmbeddedData(embedded);
        bridge.startUntilReady();
        AdminClient admin = new AdminClient(bridge::address, Files.readString(embedded.resolve("admin-token")));
        return RegisteredPortal.register(1, sandbox, admin).get(0);
    }

    private Path ballast() {
        return disk.resolve("ballast");
    }

    /** Until nothing more can be written. */
    private void fill() {
        byte[] block = new byte[64 * 1024];
        try (OutputStream file = Files.newOutputStream(ballast())) {
            while (true) {
                file.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private boolean isReadyByItself() {
        try {
            await().atMost(Duration.ofSeconds(45))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() ->
                            bridge.program().isAlive() && bridge.health("ready").statusCode() == 200);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(20, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
