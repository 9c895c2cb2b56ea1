package dev.dlrbridge.bench;

import dev.dlrbridge.journal.PostgresRate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Intake against its own limits, all on this machine, forwarding switched off: the same server answering with journal,
 * without it, and without doing anything; and PostgreSQL's own rate for the same rows. Rounds alternate, medians count.
 */
final class IntakeBenchmark {
    private static final int[] CONNECTIONS = {1, 16, 64, 256};
    private static final int USUAL = 64;
    private static final int LIST = 100;
    private static final double FEWEST_IN_LISTS = 15_000;
    private static final int ROUNDS = 3;
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(4);
    private static final Duration OPEN = Duration.ofSeconds(20);
    private static final Duration BEFORE_OPEN = Duration.ofSeconds(10);

    private static final String PARSE = "X-Benchmark: parse\r\n";
    private static final String ANSWER = "X-Benchmark: answer\r\n";

    private final URI kannel;
    private final Map<String, Scenario> scenarios = new LinkedHashMap<>();
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();
    private final Figures figures = new Figures("intake");
    private double commitMillis;

    private IntakeBenchmark(BenchmarkedBridge bridge) throws IOException, InterruptedException {
        kannel = bridge.createChannel("kannel", Map.of());
        URI twilio = bridge.createChannel("twilio", Map.of("authToken", Requests.AUTH_TOKEN));
        URI infobip = bridge.createChannel("infobip", Map.of());
        for (int connections : CONNECTIONS) {
            add("", connections, Requests.kannel(kannel, ""), kannel);
            add("parse", connections, Requests.kannel(kannel, PARSE), kannel);
            add("answer", connections, Requests.kannel(kannel, ANSWER), kannel);
        }
        add("signed", USUAL, Requests.twilio(twilio, ""), twilio);
        add("signed parse", USUAL, Requests.twilio(twilio, PARSE), twilio);
        add("list", USUAL, Requests.infobip(infobip, LIST, ""), infobip);
        add("list parse", USUAL, Requests.infobip(infobip, LIST, PARSE), infobip);
    }

    static void run(Path jar, Path directory) throws IOException, InterruptedException, SQLException {
        try (BenchmarkedBridge bridge = BenchmarkedBridge.start(jar)) {
            IntakeBenchmark benchmark = new IntakeBenchmark(bridge);
            benchmark.measure();
            benchmark.compare();
            benchmark.postgres(bridge);
            benchmark.latency(bridge, directory);
            benchmark.figures.atMost(
                    "event loops found blocked for 100 ms, in all of this", bridge.blockedThreads(), "", 0);
            benchmark.figures.write(directory);
        }
    }

    private void add(String kind, int connections, Requests requests, URI callback) {
        scenarios.put(name(kind, connections), new Scenario(new Load(callback, requests), connections));
    }

    private void measure() throws IOException {
        scenarios.get(name("parse", USUAL)).run(WARM_UP);
        scenarios.get(name("", USUAL)).run(WARM_UP);
        for (Scenario scenario : scenarios.values()) {
            scenario.run(ROUND);
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Scenario> scenario : scenarios.entrySet()) {
                rates.computeIfAbsent(scenario.getKey(), name -> new ArrayList<>())
                        .add(scenario.getValue().run(ROUND));
            }
        }
    }

    private void compare() {
        for (int connections : CONNECTIONS) {
            tell("one report per request, %d connections".formatted(connections), "", "parse", connections);
            figures.add("... checked and parsed only", rate("parse", connections), "/s");
            figures.add("... answered only", rate("answer", connections), "/s");
        }
        tell("signed, one report per request, 64 connections", "signed", "signed parse", USUAL);
        tell("100 reports per request, 64 connections", "list", "list parse", USUAL);
        figures.atLeast("... that is", rate("list", USUAL), "reports/s", FEWEST_IN_LISTS);
    }

    private void tell(String what, String kind, String limit, int connections) {
        double rate = rate(kind, connections);
        figures.add(what, rate, "reports/s", "checked and parsed only", rate / rate(limit, connections), "");
    }

    private void postgres(BenchmarkedBridge bridge) throws IOException {
        try (PostgresRate postgres = bridge.postgres()) {
            postgres.run(USUAL, 1, WARM_UP.dividedBy(3));
            double single = postgres.run(USUAL, 1, OPEN);
            double batches = postgres.run(2, USUAL / 2, OPEN);
            double intake = rate("", USUAL);
            figures.add(
                    "PostgreSQL alone, 64 clients, one report per commit", single, "/s", "intake", single / intake, "");
            figures.add(
                    "PostgreSQL alone, 2 clients, 32 reports per commit",
                    batches,
                    "/s",
                    "intake",
                    batches / intake,
                    "");
            figures.atLeast(
                    "intake, 64 connections, beside the smaller of 0.5 of checking and 0.6 of PostgreSQL",
                    intake,
                    "reports/s",
                    Math.min(0.5 * rate("parse", USUAL), 0.6 * batches));
            commitMillis = 1000 / postgres.run(1, 1, ROUND);
            figures.add("one commit of one report, PostgreSQL alone", commitMillis, "ms");
        }
    }

    private void latency(BenchmarkedBridge bridge, Path directory) throws IOException, SQLException {
        double most = rate("", USUAL);
        for (int percent : new int[] {50, 80}) {
            double perSecond = most * percent / 100;
            // As on a server that has run for a day: log files are there to be used again, and are not made in a
            // commit.
            bridge.execute("CHECKPOINT");
            OpenLoad load = new OpenLoad(kannel, Requests.kannel(kannel, ""));
            var journalled = load.run(perSecond, BEFORE_OPEN, OPEN);
            load.timeline()
                    .draw(
                            directory,
                            "intake-" + percent,
                            "intake at %d %% of its most, %.0f reports/s".formatted(percent, perSecond));
            var parsed = new OpenLoad(kannel, Requests.kannel(kannel, PARSE)).run(perSecond, BEFORE_OPEN, OPEN);
            for (double quantile : new double[] {50, 99, 99.9, 100}) {
                double here = journalled.getValueAtPercentile(quantile) / 1000.0;
                double limit = parsed.getValueAtPercentile(quantile) / 1000.0;
                String what = "latency at %d %% of the most, %s"
                        .formatted(percent, quantile == 100 ? "longest" : quantile + " %");
                figures.add(what, here, "ms", "checked and parsed only", here / limit, "");
                if (percent == 50 && quantile == 99) {
                    figures.atMost("... within three times that and one commit", here, "ms", 3 * limit + commitMillis);
                }
            }
        }
    }

    private double rate(String kind, int connections) {
        List<Double> measured = rates.get(name(kind, connections));
        return measured.stream().sorted().skip(measured.size() / 2).findFirst().orElseThrow();
    }

    private static String name(String kind, int connections) {
        return kind + " " + connections;
    }

    private record Scenario(Load load, int connections) {
        double run(Duration time) throws IOException {
            return load.run(connections, time);
        }
    }
}
