package dev.dlrbridge.handler;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Locale;

/** What is counted of requested messages, forged posts included. */
@Startup
@Singleton
class HandlerMetrics {
    private static final Metric POSTS =
            Metric.counter("handler.posts", "Posts of messages by portals, by what was answered", "outcome");
    private static final Metric HANDED_OVER = Metric.counter(
            "handler.handed.over", "Requested messages that the integrator has, by what his answer said", "outcome");
    private static final Metric FAILED = Metric.counter(
            "handler.failed", "Requested messages that nobody sends, reported to the portal as failed", "reason");

    private final MeterRegistry registry;

    HandlerMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (PostOutcome outcome : PostOutcome.values()) {
            POSTS.counterIn(registry, word(outcome));
        }
        for (AnswerKind answer : AnswerKind.values()) {
            HANDED_OVER.counterIn(registry, word(answer));
        }
        for (Failure failure : Failure.values()) {
            FAILED.counterIn(registry, word(failure));
        }
    }

    void answered(PostOutcome outcome) {
        POSTS.counterIn(registry, word(outcome)).increment();
    }

    void handedOver(AnswerKind answer) {
        HANDED_OVER.counterIn(registry, word(answer)).increment();
    }

    void ended(Failure failure) {
        FAILED.counterIn(registry, word(failure)).increment();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
