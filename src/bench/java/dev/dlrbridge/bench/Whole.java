package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The whole way, accepted to shown, at steady rates over few and many portals: what a report costs the bridge and its
 * database, and the highest rate at which no backlog grows. The system property {@code bench.load} names the
 * only one of the loads that is wanted.
 */
final class Whole {
    /** The second compiler is done with most of it by then. */
    private static final Duration WARM_UP = Duration.ofSeconds(120);

    /** After a checkpoint, from which on the server writes over old files of its log: it makes no new ones any more. */
    private static final Duration AFTER_CHECKPOINT = Duration.ofSeconds(30);

    /** Connections are made anew for what is measured. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    private static final Duration TIME = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** At two calls of 50 a second each they take 20,000 statuses a second. */
    private static final int PORTALS_ENOUGH = 200;

    private static final int LOWEST_RATE = 1_000;
    private static final double NEXT_RATE = 1.2;
    private static final Duration STEP = Duration.ofSeconds(12);

    private static final List<Load> LOADS = List.of(
            new Load(500, 10, false),
            new Load(500, 50, false),
            new Load(500, 1_000, false),
            new Load(500, 1_000, true),
            new Load(500, 5_000, false),
            new Load(2_000, 50, false),
            new Load(2_000, 50, true));

    private Whole() {}

    static void run(Path directory) throws Exception {
        Figures figures = new Figures("whole", "steady reports; processor time per report, accepted to shown");
        String wanted = System.getProperty("bench.load", "");
        for (Load load : LOADS) {
            if (wanted.isEmpty() || load.toString().equals(wanted)) {
                try (Stage stage = new Stage("whole")) {
                    steadily(stage, load, figures, directory);
                }
            }
        }
        if (wanted.isEmpty() || wanted.equals("sustained")) {
            try (Stage stage = new Stage("whole")) {
                figures.add("sustained, %d portals".formatted(PORTALS_ENOUGH), sustained(stage), "/s");
            }
        }
        figures.write(directory);
    }

    private static void steadily(Stage stage, Load load, Figures figures, Path directory) throws Exception {
        List<URI> callbacks = callbacks(stage, load.portals);
        Requests requests = load.requests(callbacks);
        warmUp(stage, callbacks, requests, load.perSecond);
        OffsetDateTime begun = OffsetDateTime.now();
        Cost before = Cost.of(stage);
        OpenLoad measured = new OpenLoad(callbacks.get(0), requests);
        Histogram answers = measured.run(load.perSecond, BEFORE, TIME);
        awaitShown(stage);
        Cost.of(stage).minus(before).note(figures, load, answers);
        figures.add(
                load + ": answer, 99 % of the median second",
                measured.timeline().medianOf(99),
                "ms");
        measured.timeline().draw(directory, "whole-" + load.fileName(), load.toString());
        figures.add(load + ": shown, median", stage.shownWithin(0.5, begun), "ms");
        figures.add(load + ": shown, 99 %", stage.shownWithin(0.99, begun), "ms");
        figures.atMost(load + ": limit hits", stage.limitHits(), "", 0);
    }

    /** The last of the rates, each a fifth above the one before, that was answered in time, and less than a second's left to show. */
    private static double sustained(Stage stage) throws Exception {
        List<URI> callbacks = callbacks(stage, PORTALS_ENOUGH);
        Requests requests = Requests.kannelInTurn(callbacks, "");
        warmUp(stage, callbacks, requests, LOWEST_RATE);
        double sustained = 0;
        for (double rate = LOWEST_RATE;
                isAnswered(callbacks, requests, rate) && stage.waiting() <= rate;
                rate *= NEXT_RATE) {
            sustained = rate;
            awaitShown(stage);
        }
        return sustained;
    }

    private static boolean isAnswered(List<URI> callbacks, Requests requests, double rate) throws IOException {
        long begun = System.nanoTime();
        try {
            new OpenLoad(callbacks.get(0), requests).run(rate, STEP);
        } catch (IllegalStateException unanswered) {
            return false;
        }
        return System.nanoTime() - begun < STEP.plusSeconds(1).toNanos();
    }

    private static List<URI> callbacks(Stage stage, int portals) throws IOException, InterruptedException {
        return stage.portals("whole", portals, new JsonObject()).stream()
                .map(StagePortal::callback)
                .toList();
    }

    private static void warmUp(Stage stage, List<URI> callbacks, Requests requests, int perSecond) throws Exception {
        new OpenLoad(callbacks.get(0), requests).run(perSecond, WARM_UP);
        stage.settleDown();
        new OpenLoad(callbacks.get(0), requests).run(perSecond, AFTER_CHECKPOINT);
        awaitShown(stage);
    }

    private static void awaitShown(Stage stage) throws SQLException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (stage.waiting() > 0) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("not all reports were shown after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** @param twice whether each message is reported as sent, and as delivered a second later */
    private record Load(int perSecond, int portals, boolean twice) {
        Requests requests(List<URI> callbacks) {
            return twice ? Requests.kannelTwice(callbacks, perSecond / 2) : Requests.kannelInTurn(callbacks, "");
        }

        double reports() {
            return perSecond * (double) BEFORE.plus(TIME).toSeconds();
        }

        String fileName() {
            return perSecond + "-" + portals + (twice ? "-twice" : "");
        }

        @Override
        public String toString() {
            return "%d/s, %d portals%s".formatted(perSecond, portals, twice ? ", sent and delivered" : "");
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
            double reports = load.reports();
            figures.add(load + ": bridge and PostgreSQL", (bridge + database) / reports, "us");
            figures.add(load + ": of it PostgreSQL", database / reports, "us");
            figures.add(load + ": commits per report", commits / reports, "");
            figures.add(load + ": calls per report", calls / reports, "");
            figures.add(load + ": answer, median", answers.getValueAtPercentile(50) / 1e3, "ms");
            figures.add(load + ": answer, 99 %", answers.getValueAtPercentile(99) / 1e3, "ms");
        }
    }
}
