package dev.dlrbridge.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Reports that come at a steady rate, each for another message; remembers when each was accepted. */
final class SteadyReports {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Instant> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger refused = new AtomicInteger();

    /** Goes round the portals; returns when all are answered. */
    void send(List<StagePortal> portals, int perSecond, int number) throws InterruptedException {
        long between = Duration.ofSeconds(1).toNanos() / perSecond;
        long next = System.nanoTime();
        for (int i = 0; i < number; i++) {
            LockSupport.parkNanos(next - System.nanoTime());
            send(portals.get(i % portals.size()));
            next += between;
        }
        for (int waited = 0; accepted.size() + refused.get() < number && waited < 100; waited++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        if (accepted.size() < number) {
            throw new IllegalStateException(number - accepted.size() + " reports were not accepted");
        }
    }

    /** Milliseconds from the acceptance of each report to the begin of the call with it, at these portals. */
    List<Double> latencies(List<StagePortal> portals) throws Exception {
        List<Double> latencies = new ArrayList<>();
        for (StagePortal portal : portals) {
            portal.arrivals().forEach((id, at) -> {
                if (accepted.containsKey(id)) {
                    latencies.add(Statistics.seconds(accepted.get(id), at) * 1_000);
                }
            });
        }
        return latencies;
    }

    private void send(StagePortal portal) {
        String id = UUID.randomUUID().toString().replace("-", "");
        HttpRequest request = HttpRequest.newBuilder(URI.create(portal.callback() + "?ref=" + id + "&type=1"))
                .build();
        http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).whenComplete((answer, failure) -> {
            if (failure == null && answer.statusCode() / 100 == 2) {
                accepted.put(id, Instant.now());
            } else {
                refused.incrementAndGet();
            }
        });
    }
}
