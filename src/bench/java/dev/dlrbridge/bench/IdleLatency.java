package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An idle bridge: how long from the acceptance of a report to the begin of the call to the portal. */
final class IdleLatency {
    private static final int PORTALS = 100;
    private static final int PER_SECOND = 20;
    private static final int WARM_UP = 1_000;
    private static final int REPORTS = 1_000;

    private IdleLatency() {}

    static void run(Path directory) throws Exception {
        try (Stage stage = new Stage("latency")) {
            List<StagePortal> portals = stage.portals("idle", PORTALS, new JsonObject());
            new SteadyReports().send(portals, PER_SECOND, WARM_UP);
            SteadyReports reports = new SteadyReports();
            reports.send(portals, PER_SECOND, REPORTS);
            TimeUnit.SECONDS.sleep(2);
            List<Double> latencies = reports.latencies(portals);
            Figures figures =
                    new Figures("latency", "idle bridge, accepted to call started, %d reports".formatted(REPORTS));
            figures.atLeast("arrived / accepted", (double) latencies.size() / REPORTS, "", 1);
            figures.atMost("median", Statistics.median(latencies), "ms", 15);
            figures.atMost("99 %", Statistics.quantile(latencies, 0.99), "ms", 60);
            figures.atMost("limit hits", stage.limitHits(), "", 0);
            figures.write(directory);
        }
    }
}
