package dev.dlrbridge.tenant;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.RenewedTokens;
import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** What is counted of applications and portals. */
@Startup
@Singleton
class TenantMetrics {
    private static final Metric REFRESHES = Metric.counter(
            "tenant.refreshes",
            "Refreshes of token pairs, by the authorisation server's answer: renewed, refused, or failed",
            "outcome");
    private static final Metric APPLICATION_ALARMS =
            Metric.counter("tenant.application.alarms", "Applications that the authorisation server began to refuse");

    private final Counter renewed;
    private final Counter refused;
    private final Counter failed;
    private final Counter alarms;

    TenantMetrics(MeterRegistry registry) {
        this.renewed = REFRESHES.counterIn(registry, "renewed");
        this.refused = REFRESHES.counterIn(registry, "refused");
        this.failed = REFRESHES.counterIn(registry, "failed");
        this.alarms = APPLICATION_ALARMS.counterIn(registry);
    }

    void refreshed(Answer<RenewedTokens> answer) {
        Counter counter = failed;
        if (answer instanceof Answer.Ok) {
            counter = renewed;
        } else if (answer instanceof Answer.Refused) {
            counter = refused;
        }
        counter.increment();
    }

    void alarmed() {
        alarms.increment();
    }
}
