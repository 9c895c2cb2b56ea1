package dev.dlrbridge.retention;

import dev.dlrbridge.job.Duties;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.trace.Failures;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Removes what is kept long enough, each minute, on one replica. What one minute does not manage the next one goes on
 * with; what fails does not keep the rest from being removed.
 */
@ApplicationScoped
class Retention {
    private static final String DUTY = "retention";
    private static final Duration LEASE = Duration.ofMinutes(5);

    /** For each table, so that one which is far behind leaves time for the others. */
    private static final Duration LONGEST_REMOVAL = Duration.ofSeconds(10);

    private final Duties duties;
    private final Job removing;
    private final Job makingRoom;
    private final Failures.Place failures;
    private final ReportPartitions partitions;
    private final RetentionMetrics metrics;
    private final Duration reports;
    private final List<AgedRemoval> tables;

    Retention(
            RetentionConfig config,
            Duties duties,
            ReportPartitions partitions,
            AgedRows rows,
            RetentionMetrics metrics,
            Failures failures,
            Jobs jobs) {
        this.duties = duties;
        this.removing = jobs.job("retention", Retention.class, "Nothing is removed this minute");
        this.makingRoom = jobs.job(
                "report-partitions",
                Retention.class,
                "The history has no room made for the days to come; it is tried again in an hour");
        this.failures = failures.at("retention", Retention.class);
        this.partitions = partitions;
        this.metrics = metrics;
        this.reports = config.reports();
        this.tables = Arrays.stream(AgedTable.values())
                .map(table -> new AgedRemoval(table, table.age(config), rows, metrics, System::nanoTime))
                .toList();
    }

    @Scheduled(every = "60s", delayed = "45s", identity = "retention", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return removing.run(() -> duties.take(DUTY, LEASE)
                .chain(ours -> ours ? removeAll() : Uni.createFrom().voidItem().invoke(this::leave)));
    }

    @Scheduled(every = "1h", delayed = "1h", identity = "report-partitions")
    Uni<Void> ensurePartitions() {
        return makingRoom.run(() -> partitions.ensure().onFailure().invoke(metrics::failed));
    }

    private void leave() {
        metrics.hide();
        tables.forEach(AgedRemoval::beginAnew);
    }

    private Uni<Void> removeAll() {
        Uni<Void> all = logged("report", partitions.drop(reports).invoke(metrics::dropped));
        for (AgedRemoval removal : tables) {
            all = all.chain(() -> logged(removal.table(), removal.run(timeOver())));
        }
        return all.chain(() -> logged("report", partitions.count().invoke(metrics::show)));
    }

    private static BooleanSupplier timeOver() {
        long until = System.nanoTime() + LONGEST_REMOVAL.toNanos();
        return () -> System.nanoTime() - until > 0;
    }

    private Uni<Void> logged(String table, Uni<?> removal) {
        return removal.onFailure()
                .invoke(failure -> {
                    metrics.failed();
                    failures.note(
                            "Not all of " + table + " that is too old is removed; the next minute goes on with it",
                            failure);
                })
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
