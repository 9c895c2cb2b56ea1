package dev.dlrbridge.operations;

import dev.dlrbridge.journal.Correlations;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** The net below correlations: attaches each minute what no one else has attached. */
@ApplicationScoped
class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);

    private final Correlations correlations;
    private final Storage storage;

    Sweep(Correlations correlations, Storage storage) {
        this.correlations = correlations;
        this.storage = storage;
    }

    @Scheduled(every = "60s", delayed = "60s", identity = "forgotten-reports")
    Uni<Void> attachForgotten() {
        if (storage.obstacle() != null) {
            return Uni.createFrom().voidItem();
        }
        return correlations
                .attachForgotten()
                .onFailure()
                .invoke(failure -> LOG.debug("No sweep this minute", failure))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
