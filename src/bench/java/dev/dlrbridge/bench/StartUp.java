package dev.dlrbridge.bench;

import dev.dlrbridge.system.BridgeProcess;
import dev.dlrbridge.system.OwnServer;
import dev.dlrbridge.system.Workplace;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long from the start of the process until it is ready, on a database that is migrated already, and what memory it
 * takes after load; with the options of the image, with and without the cache that the image is built with.
 */
final class StartUp {
    private static final int STARTS = 5;
    private static final int PORTALS = 20;
    private static final int PER_SECOND = 1_000;
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final int CACHED_SINCE = 25;
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(20);
    /** Until the compilers are done, and what they needed is given back. */
    private static final Duration AFTER_LOAD = Duration.ofSeconds(15);

    private static final String OPTIONS =
            "@" + Path.of("src", "main", "docker", "jvm.options").toAbsolutePath();
    private static final Path EXECUTABLE = Path.of(System.getProperty("native.image.path", "target/none"));

    private final Path directory = Workplace.fresh("bench-startup");
    private final Figures figures = new Figures(
            "startup",
            "medians of %d starts; memory after %d reports a second for %d s, forwarded to %d portals"
                    .formatted(STARTS, PER_SECOND, LOAD.toSeconds(), PORTALS));

    private StartUp() {}

    static void run(Path figures) throws Exception {
        StartUp benchmark = new StartUp();
        if (Files.isExecutable(EXECUTABLE)) {
            benchmark.measure("native", List.of(), 0.15, 90);
        } else {
            benchmark.measureJava();
        }
        benchmark.figures.write(figures);
    }

    private void measureJava() throws Exception {
        if (Runtime.version().feature() >= CACHED_SINCE) {
            Path cache = directory.resolve("app.aot");
            Training.make(cache, OPTIONS);
            measure("with cache", List.of("-XX:AOTCache=" + cache, OPTIONS), 2.5, 250);
        } else {
            System.out.println("This is no JDK 25: there is no cache to start from");
        }
        String how = "without cache";
        figures.add("start until ready, " + how, startSeconds(how, List.of(OPTIONS)), "s");
        figures.atMost("resident after load, " + how, residentAfterLoad(how, List.of(OPTIONS)), "MB", 250);
    }

    private void measure(String how, List<String> options, double seconds, double megabytes) throws Exception {
        figures.atMost("start until ready, " + how, startSeconds(how, options), "s", seconds);
        figures.atMost("resident after load, " + how, residentAfterLoad(how, options), "MB", megabytes);
    }

    private double startSeconds(String how, List<String> options) throws IOException {
        List<Double> taken = new ArrayList<>();
        Path place = Files.createDirectories(directory.resolve(how.replace(' ', '-')));
        try (OwnServer database = new OwnServer(place.resolve("database"))) {
            database.start();
            // The first start makes the schema.
            for (int start = 0; start <= STARTS; start++) {
                try (BridgeProcess bridge = new BridgeProcess(place, database.settings(), options)) {
                    double seconds = bridge.startUntilReady(BETWEEN_PROBES).toMillis() / 1e3;
                    if (start > 0) {
                        taken.add(seconds);
                    }
                }
            }
        }
        return Statistics.median(taken);
    }

    private double residentAfterLoad(String how, List<String> options) throws Exception {
        try (Stage stage = new Stage("memory-" + how.replace(' ', '-'), options)) {
            List<StagePortal> portals = stage.portals(
                    "memory", PORTALS, new JsonObject().put("limit", new JsonObject().put("unlimited", true)));
            List<URI> callbacks = portals.stream().map(StagePortal::callback).toList();
            new OpenLoad(callbacks.get(0), Requests.kannelInTurn(callbacks, "")).run(PER_SECOND, LOAD);
            TimeUnit.MILLISECONDS.sleep(AFTER_LOAD.toMillis());
            return ProcessMemory.resident(stage.bridgePid());
        }
    }
}
