package dev.dlrbridge.forwarding;

import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.journal.StorageReady;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Gives up, each minute, what waits for longer than a portal keeps its messages
 * (<a href="https://apidocs.bitrix24.com/api-reference/messageservice/">14 days</a>), parked or not.
 */
@ApplicationScoped
class Expiry {
    private static final Logger LOG = Logger.getLogger(Expiry.class);

    private final DueMessages due;
    private final ForwardingConfig config;
    private final ForwardingMetrics metrics;
    private volatile boolean ready;

    Expiry(DueMessages due, ForwardingConfig config, ForwardingMetrics metrics) {
        this.due = due;
        this.config = config;
        this.metrics = metrics;
    }

    void start(@Observes StorageReady event) {
        ready = true;
    }

    @Scheduled(every = "60s", delayed = "30s", identity = "expired-messages")
    Uni<Void> expire() {
        if (!ready || !config.enabled()) {
            return Uni.createFrom().voidItem();
        }
        return due.expire(config.giveUpAfter())
                .invoke(metrics::expired)
                .repeat()
                .until(expired -> expired < DueMessages.MOST_EXPIRED)
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.debug("Nothing expires this minute", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
