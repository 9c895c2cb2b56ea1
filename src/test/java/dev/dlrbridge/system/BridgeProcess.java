package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One bridge of an operator: its directory, ports and settings stay the same over all of its processes. */
public final class BridgeProcess implements AutoCloseable {
    private static final Duration UNTIL_READY = Duration.ofSeconds(150);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);
    private static final Duration UNTIL_LISTENING = Duration.ofSeconds(30);

    private final Path directory;
    private final Map<String, String> settings;
    private final List<String> virtualMachine;
    private final Map<String, String> environment = new HashMap<>();
    private final int port = FreePort.find();
    private final int managementPort = FreePort.find();
    private final int insidePort = FreePort.find();
    private final Http http = new Http();
    private Program program;

    /** @param settings beyond the ports */
    BridgeProcess(Path directory, Map<String, String> settings) {
        this(directory, settings, Program.SPARING);
    }

    /** @param virtualMachine options of the Java virtual machine */
    public BridgeProcess(Path directory, Map<String, String> settings, List<String> virtualMachine) {
        this.directory = directory;
        this.virtualMachine = virtualMachine;
        this.settings = new HashMap<>(settings);
        this.settings.put("quarkus.http.host", "127.0.0.1");
        this.settings.put("quarkus.http.port", Integer.toString(port));
        this.settings.put("quarkus.management.host", "127.0.0.1");
        this.settings.put("quarkus.management.port", Integer.toString(managementPort));
        this.settings.put("dlrbridge.admin.host", "127.0.0.1");
        this.settings.put("dlrbridge.admin.port", Integer.toString(insidePort));
    }

    /** Changes a setting for the processes started from now on. */
    public void configure(String key, String value) {
        settings.put(key, value);
    }

    /** The processes started from now on go by this clock. */
    void goBy(FakeClock clock) {
        environment.putAll(clock.environment());
    }

    /** Does not wait for anything. */
    Program start() {
        program = Program.start(directory, virtualMachine, environment, settings);
        return program;
    }

    /** @return how long the start took */
    public Duration startUntilReady() {
        return startUntilReady(BETWEEN_PROBES);
    }

    /** The same, asked for as often, for whoever measures. */
    public Duration startUntilReady(Duration betweenProbes) {
        long before = System.nanoTime();
        start();
        awaitReady(betweenProbes);
        return Duration.ofNanos(System.nanoTime() - before);
    }

    void awaitReady() {
        awaitReady(BETWEEN_PROBES);
    }

    private void awaitReady(Duration betweenProbes) {
        await().atMost(UNTIL_READY)
                .pollInterval(betweenProbes)
                .failFast("the bridge ended before it was ready", () -> !program.isAlive())
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> assertThat(health("ready").statusCode())
                        .as(() -> program.output())
                        .isEqualTo(200));
    }

    /** Until probes are answered at all. */
    void awaitListening() {
        await().atMost(UNTIL_LISTENING)
                .pollInterval(Duration.ofMillis(100))
                .failFast("the bridge ended before it listened", () -> !program.isAlive())
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> health("live").statusCode() == 200);
    }

    /** @param probe {@code live}, {@code ready} or {@code started} */
    HttpResponse<String> health(String probe) throws IOException {
        return management("/q/health/" + probe);
    }

    /** A path of the management port. */
    public HttpResponse<String> management(String path) throws IOException {
        return http.get(URI.create("http://127.0.0.1:" + managementPort + path));
    }

    /** A path of the outside port, or of the inside one where it belongs to administration. */
    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + (path.startsWith("/api/") ? insidePort : port) + path);
    }

    /** What the operating system calls the process started last. */
    public long pid() {
        return program.pid();
    }

    Path directory() {
        return directory;
    }

    Program program() {
        return program;
    }

    void kill() {
        program.kill();
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}
