package dev.dlrbridge.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Ten portals against 10,000, three channels each, in one bridge: what a callback's look-up by key takes, remembered and
 * not, and what memory the tenants take after every channel was used. Reports are checked and parsed only.
 */
final class TenantBenchmark {
    private static final int FEW = 10;
    private static final int MANY = 10_000;
    private static final int CHANNELS = 3;
    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 5;
    private static final int COLD_SAMPLES = 120;
    private static final double MOST_RATIO = 1.2;
    private static final double MOST_MEGABYTES = 150;
    private static final String PARSE = "X-Benchmark: parse\r\n";
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final BenchmarkedBridge bridge;
    private final Figures figures = new Figures("tenants", "10 and 10,000 portals with 3 channels each");

    private TenantBenchmark(BenchmarkedBridge bridge) {
        this.bridge = bridge;
    }

    static void run(Path jar, Path directory) throws IOException, InterruptedException {
        try (BenchmarkedBridge bridge = BenchmarkedBridge.start(jar)) {
            TenantBenchmark benchmark = new TenantBenchmark(bridge);
            benchmark.measure();
            benchmark.figures.write(directory);
        }
    }

    private void measure() throws IOException, InterruptedException {
        ManyPortals portals = new ManyPortals(bridge, CHANNELS);
        List<ManyPortals.Channel> few = portals.create(0, FEW);
        Load ofFew = load(few);
        for (int round = 0; round < ROUNDS; round++) {
            cold(few); // the database's plans and the code's compilation, too
        }
        ofFew.run(CONNECTIONS, WARM_UP);
        double coldOfFew = cold(few);
        double rateOfFew = median(rates(ofFew));
        ProcessMemory memoryOfFew = ProcessMemory.of(bridge.pid());

        List<ManyPortals.Channel> all = new ArrayList<>(few);
        all.addAll(portals.create(FEW, MANY));
        Load ofAll = load(all);
        ofAll.run(CONNECTIONS, WARM_UP);
        double coldOfAll = cold(all);
        List<Double> hot = new ArrayList<>();
        List<Double> uniform = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            hot.add(ofFew.run(CONNECTIONS, ROUND));
            uniform.add(ofAll.run(CONNECTIONS, ROUND));
        }
        ProcessMemory memoryOfAll = ProcessMemory.of(bridge.pid());

        slower("a key not remembered, 10 portals, median", coldOfFew, "10,000 portals", coldOfAll, "ms");
        faster("30 keys, 10 portals", rateOfFew, "30 keys, 10,000 portals", median(hot));
        faster("30 keys, 10,000 portals", median(hot), "30,000 keys in turn", median(uniform));
        grown("heap after collection", memoryOfFew.heap(), memoryOfAll.heap());
        grown("resident memory", memoryOfFew.resident(), memoryOfAll.resident());
    }

    private void slower(String what, double before, String then, double after, String unit) {
        figures.add(what, before, unit);
        figures.add("... " + then, after, unit);
        figures.atMost("... so many times slower", after / before, "", MOST_RATIO);
    }

    private void faster(String what, double before, String then, double after) {
        figures.add(what, before, "reports/s");
        figures.add("... " + then, after, "reports/s");
        figures.atMost("... so many times slower", before / after, "", MOST_RATIO);
    }

    private void grown(String what, double before, double after) {
        figures.add(what + ", 10 portals", before, "MB");
        figures.atMost("... growth with 10,000", after - before, "MB", MOST_MEGABYTES);
    }

    private static List<Double> rates(Load load) throws IOException {
        List<Double> rates = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rates.add(load.run(CONNECTIONS, ROUND));
        }
        return rates;
    }

    private static Load load(List<ManyPortals.Channel> channels) {
        List<URI> callbacks =
                channels.stream().map(ManyPortals.Channel::callback).toList();
        return new Load(callbacks.get(0), Requests.kannelInTurn(callbacks, PARSE));
    }

    /** One request at a time, each to a channel that was changed since it was used. */
    private double cold(List<ManyPortals.Channel> channels) throws IOException, InterruptedException {
        List<ManyPortals.Channel> shuffled = new ArrayList<>(channels);
        List<Double> millis = new ArrayList<>();
        while (millis.size() < COLD_SAMPLES) {
            Collections.shuffle(shuffled, new Random(millis.size()));
            List<ManyPortals.Channel> some =
                    shuffled.subList(0, Math.min(shuffled.size(), COLD_SAMPLES - millis.size()));
            for (ManyPortals.Channel channel : some) {
                bridge.api("PATCH", "/channels/" + channel.id(), new JsonObject().put("senderCode", "changed"));
            }
            for (ManyPortals.Channel channel : some) {
                millis.add(callMillis(channel.callback()));
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

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
