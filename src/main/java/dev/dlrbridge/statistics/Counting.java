package dev.dlrbridge.statistics;

import dev.dlrbridge.job.Duties;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.sql.Statements;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Counts minute after minute of the history on one replica, and rests four times as long as it has worked, so that intake
 * goes on as without it. What a bridge that was away has missed is made up for.
 */
@ApplicationScoped
class Counting {
    private static final String DUTY = "statistics";
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration LONGEST_RUN = Duration.ofSeconds(40);
    private static final Duration SHORTEST_REST = Duration.ofMillis(5);
    private static final int REST = 4;

    private final Statements statements;
    private final Duties duties;
    private final Job job;

    Counting(Statements statements, Duties duties, Jobs jobs) {
        this.statements = statements;
        this.duties = duties;
        this.job = jobs.job("statistics", Counting.class, "Figures of the last minutes come later");
    }

    @Scheduled(every = "15s", delayed = "30s", identity = "statistics", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return job.run(() -> duties.take(DUTY, LEASE)
                .chain(ours -> ours ? count() : Uni.createFrom().voidItem()));
    }

    /** All that it is time for, as far as one run gets. */
    Uni<Void> count() {
        long until = System.nanoTime() + LONGEST_RUN.toNanos();
        return count(Pass.RECEIVED, until).chain(() -> count(Pass.LATE, until));
    }

    private Uni<Void> count(Pass pass, long until) {
        return next(pass)
                .chain(step -> step.isEmpty() || System.nanoTime() - until > 0
                        ? Uni.createFrom().voidItem()
                        : one(pass, step.get()).chain(() -> count(pass, until)));
    }

    private Uni<Void> one(Pass pass, Step step) {
        long begun = System.nanoTime();
        return statements
                .count(pass.sql(), Tuple.of(step.from, step.to))
                .chain(counted -> rest(Duration.ofNanos(System.nanoTime() - begun)));
    }

    private static Uni<Void> rest(Duration worked) {
        Duration rest = worked.multipliedBy(REST);
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(rest.compareTo(SHORTEST_REST) > 0 ? rest : SHORTEST_REST);
    }

    private Uni<Optional<Step>> next(Pass pass) {
        return statements.first(
                StepSql.NEXT,
                Tuple.of(pass.word(), (int) pass.after().toSeconds()),
                row -> new Step(row.getOffsetDateTime(0), row.getOffsetDateTime(1)));
    }

    private record Step(OffsetDateTime from, OffsetDateTime to) {}
}
