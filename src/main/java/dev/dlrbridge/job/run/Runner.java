package dev.dlrbridge.job.run;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Carries runs on, in steps small enough that reports which arrive meanwhile do not notice. */
@ApplicationScoped
class Runner {
    private final Runs runs;
    private final Map<String, RunWork> works;
    private final Job job;

    Runner(Runs runs, @All List<RunWork> works, Jobs jobs) {
        this.runs = runs;
        this.works = works.stream().collect(Collectors.toMap(RunWork::kind, Function.identity()));
        this.job = jobs.job("runs", Runner.class, "A run goes on once its claim has lapsed");
    }

    /** A step that fails is taken again once its claim has lapsed. */
    @Scheduled(every = "2s", delayed = "2s", identity = "runs", concurrentExecution = ConcurrentExecution.SKIP)
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
        return runs.claim(works.keySet().toArray(String[]::new))
                .chain(claimed -> claimed.isPresent()
                        ? step(claimed.get()).replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private Uni<Void> step(Run run) {
        return works.get(run.kind())
                .next(run)
                .chain(done -> done.isPresent() ? runs.advance(run, done.get()) : runs.finish(run));
    }
}
