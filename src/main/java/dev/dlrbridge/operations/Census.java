package dev.dlrbridge.operations;

import dev.dlrbridge.journal.JournalCensus;
import dev.dlrbridge.tenant.PortalCensus;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Counts portals and what waits for them, on one replica, so that the database is asked once however many there are. */
@ApplicationScoped
class Census {
    private static final Logger LOG = Logger.getLogger(Census.class);
    private static final String DUTY = "census";

    /** Two looks may be missed before another replica takes over. */
    private static final Duration LEASE = Duration.ofSeconds(75);

    private final Duties duties;
    private final PortalCensus portals;
    private final JournalCensus journal;
    private final CensusMetrics metrics;
    private final Storage storage;

    Census(Duties duties, PortalCensus portals, JournalCensus journal, CensusMetrics metrics, Storage storage) {
        this.duties = duties;
        this.portals = portals;
        this.journal = journal;
        this.metrics = metrics;
        this.storage = storage;
    }

    @Scheduled(every = "30s", delayed = "10s", identity = "census", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        if (storage.obstacle() != null) {
            return Uni.createFrom().voidItem();
        }
        return duties.take(DUTY, LEASE)
                .flatMap(ours -> ours
                        ? count()
                        : Uni.createFrom().<Void>item(() -> {
                            metrics.hide();
                            return null;
                        }))
                .onFailure()
                .invoke(failure -> {
                    metrics.hide();
                    LOG.debug("Nobody knows how much waits", failure);
                })
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> count() {
        return Uni.combine()
                .all()
                .unis(portals.groups(), journal.backlogs(), journal.kept())
                .asTuple()
                .invoke(counted -> metrics.show(counted.getItem1(), counted.getItem2(), counted.getItem3()))
                .replaceWithVoid();
    }
}
