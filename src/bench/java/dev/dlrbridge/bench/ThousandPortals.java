package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A thousand portals with a hundred messages each, all due at once: how long they take, and whether each gets its turn. */
final class ThousandPortals {
    static final int PORTALS = 1_000;
    static final int MESSAGES_EACH = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private ThousandPortals() {}

    static void run(Path directory) throws Exception {
        try (Stage stage = new Stage("portals")) {
            List<StagePortal> portals = stage.portals("many", PORTALS, new JsonObject());
            stage.letWait("many", MESSAGES_EACH);
            Drain drain = Drain.await(portals, MESSAGES_EACH, PATIENCE);
            List<Double> each = new ArrayList<>();
            for (StagePortal portal : portals) {
                each.add(Statistics.seconds(drain.first(), lastOf(portal)));
            }
            double median = Statistics.median(each);
            double slowest = Statistics.quantile(each, 1);
            Figures figures =
                    new Figures("portals", "%,d portals with %d messages each".formatted(PORTALS, MESSAGES_EACH));
            figures.atMost("drained", drain.seconds(), "s", 40);
            figures.add("median portal", median, "s");
            figures.atMost("slowest / median portal", slowest / median, "", 3);
            figures.atMost("limit hits", stage.limitHits(), "", 0);
            figures.write(directory);
        }
    }

    private static Instant lastOf(StagePortal portal) throws Exception {
        return portal.arrivals().values().stream().max(Instant::compareTo).orElseThrow();
    }
}
