package dev.dlrbridge.bench;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Intake against its own limits, all on this machine: one report per request, forwarding switched off, the same server
 * answering with journal, without it, and without doing anything. Rounds alternate, medians count.
 */
final class IntakeBenchmark {
    private static final int CONNECTIONS = 64;
    private static final int ROUNDS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(25);
    private static final Duration ROUND = Duration.ofSeconds(8);

    private static final Map<String, String> SCENARIOS = new LinkedHashMap<>();

    static {
        SCENARIOS.put("journalled", "");
        SCENARIOS.put("checked and parsed, not journalled", "X-Benchmark: parse\r\n");
        SCENARIOS.put("answered only", "X-Benchmark: answer\r\n");
    }

    private IntakeBenchmark() {}

    /** Prints a table, and leaves it and the single figures in the directory. */
    static void run(Path jar, Path directory) throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx();
        try (BenchmarkedBridge bridge = BenchmarkedBridge.start(jar)) {
            URI callback = bridge.createChannel();
            Map<String, List<Double>> rates = measure(vertx, callback);
            report(rates, directory);
        } finally {
            vertx.close();
        }
    }

    private static Map<String, List<Double>> measure(Vertx vertx, URI callback) throws InterruptedException {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= ROUNDS; round++) {
            for (Map.Entry<String, String> scenario : SCENARIOS.entrySet()) {
                Load load = new Load(vertx, callback, scenario.getValue());
                double rate =
                        load.run(CONNECTIONS, round == 0 ? WARM_UP : ROUND).perSecond();
                if (round > 0) {
                    rates.computeIfAbsent(scenario.getKey(), name -> new ArrayList<>())
                            .add(rate);
                }
            }
        }
        return rates;
    }

    private static void report(Map<String, List<Double>> rates, Path directory) throws IOException {
        double limit = median(rates.get("checked and parsed, not journalled"));
        StringBuilder table = new StringBuilder(
                        "| intake, one report per request, %d connections | per second | ratio |%n"
                                .formatted(CONNECTIONS))
                .append("|---|---:|---:|\n");
        rates.forEach((name, measured) ->
                table.append("| %s | %,.0f | %.2f |%n".formatted(name, median(measured), median(measured) / limit)));
        String text = table.toString();
        System.out.println(text);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("intake.md"), text);
        Files.writeString(directory.resolve("intake.json"), json(rates));
    }

    private static String json(Map<String, List<Double>> rates) {
        List<String> members = new ArrayList<>();
        rates.forEach((name, measured) -> members.add("  \"%s\": %s"
                .formatted(name, measured.stream().map(Math::round).toList())));
        return String.format(Locale.ROOT, "{%n%s%n}%n", String.join(",\n", members));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
