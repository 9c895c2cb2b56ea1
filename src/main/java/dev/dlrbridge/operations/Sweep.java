package dev.dlrbridge.operations;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.Correlations;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** The net below correlations: attaches each minute what no one else has attached. */
@ApplicationScoped
class Sweep {
    private final Correlations correlations;
    private final Job job;

    Sweep(Correlations correlations, Jobs jobs) {
        this.correlations = correlations;
        this.job = jobs.job("forgotten-reports", Sweep.class, "Forgotten reports wait for another minute");
    }

    @Scheduled(every = "60s", delayed = "60s", identity = "forgotten-reports")
    Uni<Void> attachForgotten() {
        return job.run(correlations::attachForgotten);
    }
}
