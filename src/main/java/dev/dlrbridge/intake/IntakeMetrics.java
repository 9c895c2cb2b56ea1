package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.metric.Metric;
import dev.dlrbridge.tenant.callback.CallbackPath;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What intake counts. Whoever calls writes the gateway's name into the path, so that only known ones become labels. */
@Startup
@Singleton
class IntakeMetrics {
    private static final Metric REQUESTS = Metric.counter(
            "intake.requests",
            "Requests of gateways, by what became of them; `reason` says why one was refused or deferred",
            "gateway",
            "outcome",
            "reason");
    private static final Metric UNKNOWN_CHARSETS = Metric.counter(
            "intake.unknown.charsets",
            "Requests that name a charset which is not known, read as if they named none",
            "gateway");
    private static final Metric REPORTS =
            Metric.counter("intake.reports", "Reports committed, by the status that they state", "gateway", "status");
    private static final Metric ANSWER = Metric.timer(
            "intake.answer",
            "From a request's last byte to its answer",
            List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0));
    private static final Metric GATEWAY_DELAY = Metric.timer(
            "intake.gateway.delay",
            "From the time that a gateway gives for an event to the receipt of its report, where it gives one",
            List.of(1.0, 5.0, 15.0, 60.0, 300.0, 3_600.0, 86_400.0),
            "gateway");
    private static final Metric FULL_BACKLOGS = Metric.gauge(
            "intake.full.backlogs", null, "Portals and channels answered 503 because too much waits for them");

    private static final String UNKNOWN_GATEWAY = "unknown";

    private final MeterRegistry registry;
    private final Clock clock;
    private final Set<String> gateways;
    private final Timer answer;
    private final Map<Request, Counter> requests = new ConcurrentHashMap<>();
    private final Map<Stated, Counter> reports = new ConcurrentHashMap<>();
    private final Map<String, Timer> delays = new ConcurrentHashMap<>();

    IntakeMetrics(MeterRegistry registry, Gateways gateways, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.gateways = gateways.names();
        this.answer = ANSWER.timerIn(registry);
    }

    void received(String gateway, Callback request) {
        if (request.hasUnknownCharset()) {
            UNKNOWN_CHARSETS.counterIn(registry, gateway).increment();
        }
    }

    /** @param nanos since the request had arrived as a whole */
    void answered(String path, Answer given, long nanos) {
        requests.computeIfAbsent(new Request(gateway(path), given.outcome(), given.reason()), this::counter)
                .increment();
        answer.record(Duration.ofNanos(nanos));
    }

    /** @param entries reports of one request */
    void committed(String gateway, List<Entry> entries) {
        for (Entry entry : entries) {
            Report report = entry.report();
            reports.computeIfAbsent(new Stated(gateway, report.status().word()), this::counter)
                    .increment();
            if (report.eventTime() != null) {
                delayed(gateway, report.eventTime());
            }
        }
    }

    void watchFullBacklogs(Supplier<Number> portalsAndChannels) {
        FULL_BACKLOGS.gaugeIn(registry, portalsAndChannels);
    }

    /** Clocks differ a little: what seems to come from the future took no time. */
    private void delayed(String gateway, Instant event) {
        Duration delay = Duration.between(event, clock.instant());
        delays.computeIfAbsent(gateway, name -> GATEWAY_DELAY.timerIn(registry, name))
                .record(delay.isNegative() ? Duration.ZERO : delay);
    }

    /** The name in the path of a known gateway, or another word for all the others. */
    String gateway(String path) {
        String name = CallbackPath.gatewayIn(path);
        return gateways.contains(name) ? name : UNKNOWN_GATEWAY;
    }

    private Counter counter(Request request) {
        return REQUESTS.counterIn(registry, request.gateway, request.outcome.word(), request.reason);
    }

    private Counter counter(Stated report) {
        return REPORTS.counterIn(registry, report.gateway, report.status);
    }

    private record Request(String gateway, Answer.Outcome outcome, String reason) {}

    private record Stated(String gateway, String status) {}
}
