package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Five million messages that wait for a portal which cannot be called: what others notice. */
final class Backlog {
    private static final int ROWS = 5_000_000;
    private static final int PORTALS = 200;
    private static final int PER_SECOND = 100;
    private static final int REPORTS = 2_000;
    private static final int ROUNDS = 3;
    private static final int WAITING_EACH = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Backlog() {}

    static void run(Path directory) throws Exception {
        try (Stage stage = new Stage("backlog")) {
            List<StagePortal> portals = stage.portals("other", PORTALS, new JsonObject());
            stage.portals("parked", 1, new JsonObject());
            stage.park("parked");
            new SteadyReports().send(portals, PER_SECOND, REPORTS);
            Isolation.Latency before = rounds(portals);
            double drainBefore = drain(stage, "before");
            stage.letWait("parked", ROWS);
            Isolation.Latency with = rounds(portals);
            double drainWith = drain(stage, "after");
            Figures figures = new Figures("backlog", "%,d messages waiting for one parked portal".formatted(ROWS));
            before.note(figures, "without");
            with.note(figures, "with");
            figures.atMost("others' median with / without", with.median() / before.median(), "", 1.2);
            figures.atMost("others' 99 % with / without", with.late() / before.late(), "", 1.2);
            figures.add("others drain without", drainBefore, "s");
            figures.add("others drain with", drainWith, "s");
            figures.atMost("others' drain with / without", drainWith / drainBefore, "", 1.2);
            figures.atMost("limit hits", stage.limitHits(), "", 0);
            figures.write(directory);
        }
    }

    private static Isolation.Latency rounds(List<StagePortal> portals) throws Exception {
        List<Isolation.Latency> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(Isolation.Latency.of(portals, portals, PER_SECOND, REPORTS));
        }
        return Isolation.Latency.median(rounds);
    }

    /** New portals, so that their buckets are empty. */
    private static double drain(Stage stage, String prefix) throws Exception {
        List<StagePortal> portals = stage.portals(prefix, PORTALS, new JsonObject());
        stage.letWait(prefix, WAITING_EACH);
        return Drain.await(portals, WAITING_EACH, PATIENCE).seconds();
    }
}
