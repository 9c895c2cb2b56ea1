package dev.dlrbridge.tenant.install;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes up what waits, on whichever replica comes first. */
@ApplicationScoped
class LifeCycleJobs {
    private static final String IN_TEN_SECONDS = "What waits is looked for again in ten seconds";

    private final InstallEvents installs;
    private final SetUp setUp;
    private final Healing healing;
    private final Job judging;
    private final Job settingUp;
    private final Job comparing;

    LifeCycleJobs(InstallEvents installs, SetUp setUp, Healing healing, Jobs jobs) {
        this.installs = installs;
        this.setUp = setUp;
        this.healing = healing;
        this.judging = jobs.job("pending-installs", LifeCycleJobs.class, IN_TEN_SECONDS);
        this.settingUp = jobs.job("portal-set-up", LifeCycleJobs.class, IN_TEN_SECONDS);
        this.comparing = jobs.job("sender-healing", LifeCycleJobs.class, IN_TEN_SECONDS);
    }

    @Scheduled(
            every = "10s",
            delayed = "10s",
            identity = "pending-installs",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> judgePending() {
        return judging.run(installs::judgeDue);
    }

    @Scheduled(
            every = "10s",
            delayed = "15s",
            identity = "portal-set-up",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> setUpPortals() {
        return settingUp.run(setUp::runDue);
    }

    @Scheduled(
            every = "10s",
            delayed = "20s",
            identity = "sender-healing",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> compareSenders() {
        return comparing.run(healing::runDue);
    }
}
