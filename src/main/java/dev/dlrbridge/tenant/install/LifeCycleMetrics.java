package dev.dlrbridge.tenant.install;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What is counted of Bitrix24's posts, forged ones included. */
@Startup
@Singleton
class LifeCycleMetrics {
    private static final Metric POSTS = Metric.counter(
            "tenant.posts", "Events and opened pages of the applications, by what was answered", "outcome");

    private final Map<Outcome, Counter> posts = new EnumMap<>(Outcome.class);

    LifeCycleMetrics(MeterRegistry registry) {
        for (Outcome outcome : Outcome.values()) {
            posts.put(outcome, POSTS.counterIn(registry, outcome.name().toLowerCase(Locale.ROOT)));
        }
    }

    void answered(Outcome outcome) {
        posts.get(outcome).increment();
    }
}
