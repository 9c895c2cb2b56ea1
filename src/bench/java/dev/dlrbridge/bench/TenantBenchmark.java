package dev.dlrbridge.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Ten portals against 10,000, three channels each, in one bridge: what a callback's look-up by key takes, remembered and
 * not, and what memory the tenants take just after every channel was used. Reports are checked and parsed only.
 */
final class TenantBenchmark {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int CHANNELS = 3;
    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 5;
    private static final int COLD_SAMPLES = 120;
    private static final String PARSE = "X-Benchmark: parse\r\n";
    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(4);
    /** A little over the life of what the bridge remembers of a key. */
    private static final Duration UNTIL_FORGOTTEN = Duration.ofSeconds(11);

    private final HttpClient http = HttpClient.newHttpClient();
    private final BenchmarkedBridge bridge;

    private TenantBenchmark(BenchmarkedBridge bridge) {
        this.bridge = bridge;
    }

    /** Prints a table, and leaves it in the directory. */
    static void run(Path jar, Path directory) throws IOException, InterruptedException {
        try (BenchmarkedBridge bridge = BenchmarkedBridge.start(jar)) {
            String table = new TenantBenchmark(bridge).measure();
            System.out.println(table);
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("tenants.md"), table);
        }
    }

    private String measure() throws IOException, InterruptedException {
        ManyPortals portals = new ManyPortals(bridge, CHANNELS);
        List<URI> few = portals.create(0, FEW);
        cold(few); // the database's plans and the code's compilation, too
        rate(few, WARM_UP);
        Results ofFew = results(few, few);
        List<URI> all = new ArrayList<>(few);
        all.addAll(portals.create(FEW, MANY));
        Results ofMany = results(few, all);
        return "| portals with %d channels each | %,d | %,d | |%n|---|---:|---:|---:|%n".formatted(CHANNELS, FEW, MANY)
                + row("ms for a key not remembered, median", ofFew.coldMillis, ofMany.coldMillis, "ratio %.2f", true)
                + row("reports a second, 30 keys remembered", ofFew.hotRate, ofMany.hotRate, "ratio %.2f", false)
                + row("reports a second, all keys in turn", ofFew.allRate, ofMany.allRate, "ratio %.2f", false)
                + growth("heap after collection, MB", ofFew.memory.heap(), ofMany.memory.heap())
                + growth("resident memory, MB", ofFew.memory.resident(), ofMany.memory.resident());
    }

    /** @param hot the same keys both times, so that only the number of the others differs */
    private Results results(List<URI> hot, List<URI> all) throws IOException, InterruptedException {
        double coldMillis = cold(all);
        double hotRate = rate(hot, ROUND);
        double allRate = rate(all, ROUND);
        return new Results(coldMillis, hotRate, allRate, ProcessMemory.of(bridge.pid()));
    }

    private double rate(List<URI> callbacks, Duration round) throws IOException {
        Load load = new Load(callbacks.get(0), inTurn(callbacks));
        List<Double> rates = new ArrayList<>();
        for (int number = 0; number < ROUNDS; number++) {
            rates.add(load.run(CONNECTIONS, round));
        }
        return median(rates);
    }

    private static Requests inTurn(List<URI> callbacks) {
        List<Requests> requests = callbacks.stream()
                .map(callback -> Requests.kannel(callback, PARSE))
                .toList();
        Iterator<Requests> turn =
                Stream.generate(requests::stream).flatMap(each -> each).iterator();
        return new Requests(1, () -> turn.next().next().get());
    }

    /** One request at a time, each with a key that nobody has used for a while. */
    private double cold(List<URI> callbacks) throws IOException, InterruptedException {
        List<URI> shuffled = new ArrayList<>(callbacks);
        List<Double> millis = new ArrayList<>();
        while (millis.size() < COLD_SAMPLES) {
            TimeUnit.MILLISECONDS.sleep(UNTIL_FORGOTTEN.toMillis());
            Collections.shuffle(shuffled, new Random(millis.size()));
            for (URI callback : shuffled.subList(0, Math.min(shuffled.size(), COLD_SAMPLES - millis.size()))) {
                millis.add(callMillis(callback));
            }
        }
        return median(millis);
    }

    private double callMillis(URI callback) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(callback + "/0123456789abcdef0123456789abcdef?type=1&fid=7"))
                .header("X-Benchmark", "parse")
                .build();
        long begun = System.nanoTime();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        if (status != 200) {
            throw new IllegalStateException("a report was answered " + status);
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    /** The ratio is above 1 where many portals are slower. */
    private static String row(String name, double few, double many, String ratio, boolean lessIsBetter) {
        return "| %s | %,.2f | %,.2f | %s |%n"
                .formatted(name, few, many, ratio.formatted(lessIsBetter ? many / few : few / many));
    }

    private static String growth(String name, double few, double many) {
        return "| %s | %,.1f | %,.1f | %+,.1f |%n".formatted(name, few, many, many - few);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }

    private record Results(double coldMillis, double hotRate, double allRate, ProcessMemory memory) {}
}
