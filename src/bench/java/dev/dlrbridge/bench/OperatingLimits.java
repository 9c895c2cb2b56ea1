package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One portal that bills execution time, by either known model, far from its limit and near it. */
final class OperatingLimits {
    private static final double SECONDS_PER_COMMAND = 0.02;
    private static final int BATCH = 50;
    private static final int CALLS_IN_FLIGHT = 2;
    private static final double REQUESTS_PER_SECOND = 2;
    private static final double BURST_REQUESTS = 45;

    private static final int FAR_MESSAGES = 10_000;
    private static final int NEAR_MESSAGES = 6_000;

    /** Used already when the near run begins, and forgotten a shortened period later. */
    private static final double USED_SECONDS = 300;

    /** 80 % of the limit of 420 s. */
    private static final double CEILING_SECONDS = 336;

    private static final long PERIOD_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private OperatingLimits() {}

    static void run(Path directory) throws Exception {
        try (Stage stage = new Stage("operating")) {
            Figures figures = new Figures("operating", "one portal that bills execution time, 20 ms per command");
            for (Model model : Model.values()) {
                far(stage, model, figures);
                near(stage, model, figures);
            }
            figures.atMost("limit hits", stage.limitHits(), "", 0);
            figures.write(directory);
        }
    }

    private static void far(Stage stage, Model model, Figures figures) throws Exception {
        String prefix = "far" + model.word;
        List<StagePortal> portal = stage.portals(prefix, 1, settings(model, 600));
        stage.letWait(prefix, FAR_MESSAGES);
        report(model.word + ", nothing used", figures, portal, FAR_MESSAGES, seconds(FAR_MESSAGES));
    }

    private static void near(Stage stage, Model model, Figures figures) throws Exception {
        String prefix = "near" + model.word;
        List<StagePortal> portal = stage.portals(prefix, 1, settings(model, PERIOD_SECONDS));
        stage.letWait(prefix, NEAR_MESSAGES);
        JsonObject used = new JsonObject().put("method", model.method).put("seconds", USED_SECONDS);
        stage.sandbox().call("PUT", "portals/" + prefix + "0/operating-time", used.encode());
        int before = (int) ((CEILING_SECONDS - USED_SECONDS) / SECONDS_PER_COMMAND / model.weight);
        double ceiling = PERIOD_SECONDS + seconds(NEAR_MESSAGES - before);
        report(model.word + ", 300 s of 420 s used for 60 s", figures, portal, NEAR_MESSAGES, ceiling);
    }

    /** How long it takes at least: for the calls in flight, and for the request limit. */
    private static double seconds(int messages) {
        double calls = (double) messages / BATCH;
        double executing = messages * SECONDS_PER_COMMAND / CALLS_IN_FLIGHT;
        return Math.max(executing, (calls - BURST_REQUESTS) / REQUESTS_PER_SECOND);
    }

    private static void report(
            String name, Figures figures, List<StagePortal> portal, int messages, double leastSeconds)
            throws Exception {
        Drain drain = Drain.await(portal, messages, PATIENCE);
        // Calls are applied when they begin: the last one's execution is not in what was measured.
        double seconds = drain.seconds() + BATCH * SECONDS_PER_COMMAND;
        figures.add(name + ": from the first to the last", seconds, "s");
        figures.atLeast(name + ": rate / ceiling of the model", leastSeconds / seconds, "", 0.9);
        figures.atMost(name + ": blocked", portal.get(0).operatingHits(), "times", 0);
    }

    private static JsonObject settings(Model model, long periodSeconds) {
        return new JsonObject()
                .put("commandMs", 20)
                .put("operating", new JsonObject().put("model", model.word).put("periodSeconds", periodSeconds));
    }

    private enum Model {
        COMMANDS("commands", "messageservice.message.status.update", 1),
        BATCH("batch", "batch", 0.5);

        private final String word;
        private final String method;
        private final double weight;

        Model(String word, String method, double weight) {
            this.word = word;
            this.method = method;
            this.weight = weight;
        }
    }
}
