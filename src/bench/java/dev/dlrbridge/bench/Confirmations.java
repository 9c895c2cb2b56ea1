package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One portal of the ordinary plan, and a burst of messages that are each sent and delivered within a second: which part of
 * its calls goes to saying final statuses a second time while others wait to be said once.
 */
final class Confirmations {
    private static final int MESSAGES = 10_000;
    private static final int PER_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private Confirmations() {}

    static void run(Path directory) throws Exception {
        try (Stage stage = new Stage("confirmations")) {
            List<URI> callbacks = stage.portals("burst", 1, new JsonObject()).stream()
                    .map(StagePortal::callback)
                    .toList();
            long begun = System.nanoTime();
            new OpenLoad(callbacks.get(0), Requests.kannelTwice(callbacks, PER_SECOND / 2))
                    .run(PER_SECOND, Duration.ofSeconds(2L * MESSAGES / PER_SECOND));
            while (stage.waiting() > 0) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException("not all statuses were said once after " + PATIENCE);
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
            JsonObject portal = stage.sandbox().call("GET", "statistics", "");
            Figures figures = new Figures(
                    "confirmations", "one portal, 2/s and 50, %,d messages sent and delivered".formatted(MESSAGES));
            figures.add("all said once", (System.nanoTime() - begun) / 1e9, "s");
            figures.add("calls", portal.getLong("requests"), "");
            figures.add("statuses", portal.getLong("commands"), "");
            figures.atMost(
                    "confirmations / statuses", stage.confirmations() / (double) portal.getLong("commands"), "", 0.05);
            figures.atMost("limit hits", stage.limitHits(), "", 0);
            figures.write(directory);
        }
    }
}
