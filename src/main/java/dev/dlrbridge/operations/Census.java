package dev.dlrbridge.operations;

import dev.dlrbridge.job.Duties;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.JournalCensus;
import dev.dlrbridge.tenant.PortalCensus;
import dev.dlrbridge.tenant.sender.SenderHealths;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Counts portals and what waits for them, on one replica, so that the database is asked once however many there are. */
@ApplicationScoped
class Census {
    private static final String DUTY = "census";

    /** Two looks may be missed before another replica takes over. */
    private static final Duration LEASE = Duration.ofSeconds(75);

    private final Duties duties;
    private final PortalCensus portals;
    private final SenderHealths senders;
    private final JournalCensus journal;
    private final CensusMetrics metrics;
    private final Job job;

    Census(
            Duties duties,
            PortalCensus portals,
            SenderHealths senders,
            JournalCensus journal,
            CensusMetrics metrics,
            Jobs jobs) {
        this.duties = duties;
        this.portals = portals;
        this.senders = senders;
        this.journal = journal;
        this.metrics = metrics;
        this.job = jobs.job("census", Census.class, "What waits is not shown until the next count");
    }

    @Scheduled(every = "30s", delayed = "10s", identity = "census", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return job.run(() -> duties.take(DUTY, LEASE)
                .flatMap(ours -> ours ? count() : Uni.createFrom().voidItem().invoke(metrics::hide))
                .onFailure()
                .invoke(metrics::hide));
    }

    private Uni<Void> count() {
        return Uni.combine()
                .all()
                .unis(portals.groups(), journal.backlogs(), journal.kept(), senders.census())
                .asTuple()
                .invoke(counted ->
                        metrics.show(counted.getItem1(), counted.getItem2(), counted.getItem3(), counted.getItem4()))
                .replaceWithVoid();
    }
}
