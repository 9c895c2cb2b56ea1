package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The whole way, accepted to shown, at steady rates over few and many portals: what a report costs the bridge and its
 * database.
 */
final class Whole {
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final List<Load> LOADS =
            List.of(new Load(500, 10), new Load(500, 50), new Load(500, 1_000), new Load(2_000, 50));

    private Whole() {}

    static void run(Path directory) throws Exception {
        Figures figures = new Figures(
                "whole", "steady reports of new messages, all delivered; processor time per report, accepted to shown");
        for (Load load : LOADS) {
            try (Stage stage = new Stage("whole")) {
                List<URI> callbacks = stage.portals("whole", load.portals, new JsonObject()).stream()
                        .map(StagePortal::callback)
                        .toList();
                send(stage, callbacks, load.perSecond, WARM_UP);
                Cost before = Cost.of(stage);
                Histogram answers = send(stage, callbacks, load.perSecond, TIME);
                Cost.of(stage).minus(before).note(figures, load, answers);
                figures.atMost(load + ": limit hits", stage.limitHits(), "", 0);
            }
        }
        figures.write(directory);
    }

    /** Returns when all of it is shown. */
    private static Histogram send(Stage stage, List<URI> callbacks, int perSecond, Duration time) throws Exception {
        long shown = commands(stage);
        Histogram answers = new OpenLoad(callbacks.get(0), Requests.kannelInTurn(callbacks, "")).run(perSecond, time);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (commands(stage) < shown + answers.getTotalCount()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("not all reports were shown after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return answers;
    }

    private static long commands(Stage stage) throws IOException, InterruptedException {
        return stage.sandbox().call("GET", "statistics", "").getLong("commands");
    }

    private record Load(int perSecond, int portals) {
        @Override
        public String toString() {
            return "%d/s, %d portals".formatted(perSecond, portals);
        }
    }

    /** Spent so far: processor time in microseconds, transactions, and calls to portals. */
    private record Cost(long bridge, long database, long commits, long calls) {
        static Cost of(Stage stage) throws Exception {
            return new Cost(
                    ProcessorTime.of(stage.bridgePid()),
                    ProcessorTime.ofFamily(stage.databasePid()),
                    stage.commits(),
                    stage.sandbox().call("GET", "statistics", "").getLong("requests"));
        }

        Cost minus(Cost before) {
            return new Cost(
                    bridge - before.bridge, database - before.database, commits - before.commits, calls - before.calls);
        }

        void note(Figures figures, Load load, Histogram answers) {
            double reports = answers.getTotalCount();
            figures.add(load + ": bridge and PostgreSQL", (bridge + database) / reports, "us");
            figures.add(load + ": of it PostgreSQL", database / reports, "us");
            figures.add(load + ": commits per report", commits / reports, "");
            figures.add(load + ": calls per report", calls / reports, "");
            figures.add(load + ": answer, median", answers.getValueAtPercentile(50) / 1e3, "ms");
            figures.add(load + ": answer, 99 %", answers.getValueAtPercentile(99) / 1e3, "ms");
        }
    }
}
