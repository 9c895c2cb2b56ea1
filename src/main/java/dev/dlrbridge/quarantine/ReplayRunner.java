package dev.dlrbridge.quarantine;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Carries replays of whole gateways on, in steps small enough that reports which arrive meanwhile do not notice. */
@ApplicationScoped
class ReplayRunner {
    private static final int STEP = 50;
    private static final int AT_ONCE = 4;

    private final ReplayRuns runs;
    private final QuarantineEntries entries;
    private final Replay replay;
    private final Job job;

    ReplayRunner(ReplayRuns runs, QuarantineEntries entries, Replay replay, Jobs jobs) {
        this.runs = runs;
        this.entries = entries;
        this.replay = replay;
        this.job = jobs.job("replays", ReplayRunner.class, "A replay goes on once its claim has lapsed");
    }

    /** A step that fails is taken again once its claim has lapsed. */
    @Scheduled(every = "2s", delayed = "2s", identity = "replays", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return job.run(() -> Uni.createFrom()
                .deferred(this::step)
                .repeat()
                .whilst(more -> more)
                .collect()
                .last());
    }

    /** @return whether there may be more to do */
    private Uni<Boolean> step() {
        return runs.claim()
                .chain(claimed -> claimed.isPresent()
                        ? step(claimed.get()).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Void> step(ReplayRun run) {
        return entries.next(run, STEP).chain(batch -> batch.isEmpty() ? runs.finish(run) : replayAll(run, batch));
    }

    private Uni<Void> replayAll(ReplayRun run, List<SealedRequest> batch) {
        QuarantineEntry last = batch.get(batch.size() - 1).entry();
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUni(replay::replay)
                .merge(AT_ONCE)
                .collect()
                .asList()
                .chain(results -> runs.advance(run, last, results));
    }
}
