package dev.dlrbridge.forwarding;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.DueMessages;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gives up, each minute, what waits for longer than a portal keeps its messages
 * (<a href="https://apidocs.bitrix24.com/api-reference/messageservice/">14 days</a>), parked or not.
 */
@ApplicationScoped
class Expiry {
    private final DueMessages due;
    private final ForwardingConfig config;
    private final ForwardingMetrics metrics;
    private final Job job;

    Expiry(DueMessages due, ForwardingConfig config, ForwardingMetrics metrics, Jobs jobs) {
        this.due = due;
        this.config = config;
        this.metrics = metrics;
        this.job = jobs.job(
                "expired-messages",
                Expiry.class,
                "What waits too long is given up in another minute",
                () -> !config.enabled());
    }

    @Scheduled(every = "60s", delayed = "30s", identity = "expired-messages")
    Uni<Void> expire() {
        return job.run(() -> due.expire(config.giveUpAfter())
                .invoke(metrics::expired)
                .repeat()
                .until(expired -> expired < DueMessages.MOST_EXPIRED)
                .collect()
                .last());
    }
}
