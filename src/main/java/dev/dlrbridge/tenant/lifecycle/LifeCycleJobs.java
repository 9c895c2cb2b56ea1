package dev.dlrbridge.tenant.lifecycle;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Takes up what waits, on whichever replica comes first. */
@ApplicationScoped
class LifeCycleJobs {
    private static final Logger LOG = Logger.getLogger(LifeCycleJobs.class);

    private final InstallEvents installs;
    private final SetUp setUp;
    private final PendingEvents pending;

    LifeCycleJobs(InstallEvents installs, SetUp setUp, PendingEvents pending) {
        this.installs = installs;
        this.setUp = setUp;
        this.pending = pending;
    }

    @Scheduled(
            every = "10s",
            delayed = "10s",
            identity = "pending-installs",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> judgePending() {
        return quietly(installs.judgeDue());
    }

    @Scheduled(
            every = "10s",
            delayed = "15s",
            identity = "portal-set-up",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> setUpPortals() {
        return quietly(setUp.runDue());
    }

    @Scheduled(every = "1h", delayed = "5m", identity = "old-installs")
    Uni<Void> forgetOld() {
        return quietly(pending.forgetOld());
    }

    /** The database may be away, or not migrated yet: there is a next time. */
    private static Uni<Void> quietly(Uni<?> work) {
        return work.replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.debug("Nothing was taken up", failure))
                .onFailure()
                .recoverWithNull();
    }
}
