package dev.dlrbridge.retention;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.tenant.secret.SystemChange;
import dev.dlrbridge.trace.LogFields;
import dev.dlrbridge.trace.PortalName;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import org.jboss.logging.Logger;

/** Removes the rows of erased portals, step by step, on whichever replica comes first. */
@ApplicationScoped
class Erasing {
    private static final Logger LOG = Logger.getLogger(Erasing.class);
    private static final int ROWS_PER_STEP = 1_000;
    private static final int MOST_STEPS = 20;

    private final Erasures erasures;
    private final PortalRows rows;
    private final Event<SystemChange> changes;
    private final Job job;

    Erasing(Erasures erasures, PortalRows rows, Event<SystemChange> changes, Jobs jobs) {
        this.erasures = erasures;
        this.rows = rows;
        this.changes = changes;
        this.job = jobs.job("erasures", Erasing.class, "Erasing goes on in five seconds");
    }

    @Scheduled(every = "5s", delayed = "20s", identity = "erasures", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> eraseSome() {
        return job.run(() -> steps(MOST_STEPS));
    }

    private Uni<Void> steps(int left) {
        return left == 0
                ? Uni.createFrom().voidItem()
                : erasures.take()
                        .flatMap(taken -> taken.map(erasure -> step(erasure).chain(() -> steps(left - 1)))
                                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Boolean> step(Erasure erasure) {
        return rows.removeSome(erasure.portalId(), ROWS_PER_STEP)
                .flatMap(removed -> erasures.record(erasure.portalId(), removed)
                        .invoke(finished -> tellIf(finished, erasure, removed)));
    }

    private void tellIf(boolean finished, Erasure erasure, long removed) {
        if (finished) {
            changes.fire(SystemChange.ofPortal(
                    SystemChange.BRIDGE, "erasure.finish", erasure.clientId(), erasure.memberId()));
            PortalName portal = new PortalName(erasure.portalId(), erasure.clientId(), erasure.memberId(), null);
            try (LogFields fields = LogFields.portal(portal)) {
                LOG.infof("Portal %s is erased: %d rows beside its channels", portal, erasure.erasedRows() + removed);
            }
        }
    }
}
