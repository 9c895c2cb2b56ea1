package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A thousand portals with reports for all of them; then a hundred hang and a hundred answer 503: what others notice. */
final class Isolation {
    private static final int PORTALS = 1_000;
    private static final int SICK_EACH = 100;
    private static final int PER_SECOND = 200;
    private static final int REPORTS = 4_000;
    private static final int ROUNDS = 3;

    private Isolation() {}

    static void run(Path directory) throws Exception {
        try (Stage stage = new Stage("isolation")) {
            List<StagePortal> portals = stage.portals("many", PORTALS, new JsonObject());
            List<StagePortal> others = portals.subList(2 * SICK_EACH, PORTALS);
            new SteadyReports().send(portals, PER_SECOND, REPORTS);
            Latency before = rounds(portals, others);
            for (int i = 0; i < SICK_EACH; i++) {
                stage.sandbox().fault("many" + i, new JsonObject().put("kind", "hang"));
                stage.sandbox()
                        .fault(
                                "many" + (SICK_EACH + i),
                                new JsonObject()
                                        .put("kind", "error")
                                        .put("error", "INTERNAL_SERVER_ERROR")
                                        .put("status", 503));
            }
            new SteadyReports().send(portals, PER_SECOND, REPORTS);
            Latency with = rounds(portals, others);
            Figures figures = new Figures(
                    "isolation",
                    "1,000 portals, of them 100 hanging and 100 answering 503, %d reports/s".formatted(PER_SECOND));
            before.note(figures, "all well");
            with.note(figures, "200 sick");
            figures.atMost("growth of the others' median", with.median / before.median, "", 1.2);
            figures.atMost("growth of the others' 99 %", with.late / before.late, "", 1.2);
            figures.atMost("limit hits", stage.limitHits(), "", 0);
            figures.write(directory);
        }
    }

    private static Latency rounds(List<StagePortal> portals, List<StagePortal> others) throws Exception {
        List<Latency> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(Latency.of(portals, others, PER_SECOND, REPORTS));
        }
        return Latency.median(rounds);
    }

    /** Milliseconds from acceptance to the begin of the call. */
    record Latency(double median, double late) {
        /** Sends to all of the portals and looks at some of them. */
        static Latency of(List<StagePortal> portals, List<StagePortal> observed, int perSecond, int number)
                throws Exception {
            SteadyReports reports = new SteadyReports();
            reports.send(portals, perSecond, number);
            TimeUnit.SECONDS.sleep(3);
            List<Double> latencies = reports.latencies(observed);
            return new Latency(Statistics.median(latencies), Statistics.quantile(latencies, 0.99));
        }

        static Latency median(List<Latency> rounds) {
            return new Latency(
                    Statistics.median(rounds.stream().map(Latency::median).toList()),
                    Statistics.median(rounds.stream().map(Latency::late).toList()));
        }

        void note(Figures figures, String name) {
            figures.add(name + ": median", median, "ms");
            figures.add(name + ": 99 %", late, "ms");
        }
    }
}
