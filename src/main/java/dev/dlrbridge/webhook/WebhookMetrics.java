package dev.dlrbridge.webhook;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether integrators get what they are to be told. */
@Startup
@Singleton
class WebhookMetrics {
    private static final Metric ATTEMPTS = Metric.counter(
            "webhook.attempts",
            "Events sent to an endpoint, by what came of it: delivered, refused, unanswered; given-up: not sent any more",
            "outcome");
    private static final Metric ENDPOINTS = Metric.gauge(
            "webhook.endpoints",
            null,
            "Endpoints by state: well, failing, off, gone (switched off by their answer 410), crowded (also one of the"
                    + " others); shown by one replica",
            "state");
    private static final Metric WAITING =
            Metric.gauge("webhook.waiting.events", null, "Events that wait for their endpoints; shown by one replica");

    private final MeterRegistry registry;
    private final MultiGauge endpoints;
    private final MultiGauge waiting;

    WebhookMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.endpoints = ENDPOINTS.gaugesIn(registry);
        this.waiting = WAITING.gaugesIn(registry);
        Stream.of("delivered", "refused", "unanswered", "given-up")
                .forEach(outcome -> ATTEMPTS.counterIn(registry, outcome));
    }

    void attempted(String outcome) {
        ATTEMPTS.counterIn(registry, outcome).increment();
    }

    void show(Map<String, Long> byState, long waitingEvents) {
        endpoints.register(
                byState.entrySet().stream()
                        .<Row<?>>map(entry -> Row.of(ENDPOINTS.tags(entry.getKey()), entry.getValue()))
                        .toList(),
                true);
        waiting.register(List.of(Row.of(WAITING.tags(), waitingEvents)), true);
    }

    /** Another replica shows these now. */
    void hide() {
        List.of(endpoints, waiting).forEach(gauge -> gauge.register(List.of(), true));
    }
}
