package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One portal of the ordinary plan, as much waiting as it takes for minutes: how near we come to its request limit. */
final class OnePortal {
    private static final int MESSAGES = 10_000;

    /** The burst that the bucket allows, 50 requests of 50 statuses each. */
    private static final int BURST = 2_500;

    /** Two requests a second of 50 statuses each. */
    private static final double LIMIT = 100;

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private OnePortal() {}

    static void run(Path directory) throws Exception {
        try (Stage stage = new Stage("portal")) {
            List<StagePortal> portal =
                    stage.portals("one", 1, new JsonObject().put("operating", new JsonObject().put("model", "off")));
            stage.sandbox().fault("one0", new JsonObject().put("kind", "delay").put("milliseconds", 20));
            stage.letWait("one", MESSAGES);
            Drain drain = Drain.await(portal, MESSAGES, PATIENCE);
            Figures figures =
                    new Figures("portal", "one portal, 2/s and 50, 20 ms per call, %,d waiting".formatted(MESSAGES));
            figures.add("from the first to the last", drain.seconds(), "s");
            double sustained = drain.perSecondFrom(BURST);
            figures.add("after the burst", sustained, "statuses/s");
            figures.atLeast("after the burst / limit of 100", sustained / LIMIT, "", 0.95);
            figures.atMost("limit hits", stage.limitHits(), "", 0);
            figures.write(directory);
        }
    }
}
