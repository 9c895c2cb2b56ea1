package dev.dlrbridge.operations;

import dev.dlrbridge.admin.AuditRetention;
import dev.dlrbridge.forwarding.LaneRetention;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.journal.AgedRows;
import dev.dlrbridge.journal.AgedTable;
import dev.dlrbridge.journal.ReportPartitions;
import dev.dlrbridge.tenant.Erasures;
import dev.dlrbridge.trace.Failures;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

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

    private static final int BATCH = 1_000;

    private final Duties duties;
    private final Job job;
    private final Failures.Place failures;
    private final ReportPartitions partitions;
    private final RetentionMetrics metrics;
    private final Duration reports;
    private final List<AgedRemoval> tables;
    private final Map<String, Supplier<Uni<Integer>>> smallTables;

    Retention(
            RetentionConfig config,
            Duties duties,
            ReportPartitions partitions,
            AgedRows rows,
            AuditRetention audit,
            Erasures erasures,
            LaneRetention lanes,
            RetentionMetrics metrics,
            Failures failures,
            Jobs jobs) {
        this.duties = duties;
        this.job = jobs.job("retention", Retention.class, "Nothing is removed this minute");
        this.failures = failures.at("retention", Retention.class);
        this.partitions = partitions;
        this.metrics = metrics;
        this.reports = config.reports();
        this.tables = Arrays.stream(AgedTable.values())
                .map(table -> new AgedRemoval(table, age(table, config), rows, metrics, System::nanoTime))
                .toList();
        this.smallTables = new LinkedHashMap<>();
        smallTables.put("audit", () -> audit.removeEntries(config.audit(), BATCH));
        smallTables.put("admin_token", () -> audit.removeTokens(config.audit(), BATCH));
        smallTables.put("erasure", () -> erasures.forget(config.erasures(), BATCH));
        smallTables.put("lane", () -> lanes.remove(BATCH));
    }

    @Scheduled(every = "60s", delayed = "45s", identity = "retention", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> run() {
        return job.run(() -> duties.take(DUTY, LEASE)
                .chain(ours -> ours ? removeAll() : Uni.createFrom().voidItem().invoke(this::leave)));
    }

    private void leave() {
        metrics.hide();
        tables.forEach(AgedRemoval::beginAnew);
    }

    private Uni<Void> removeAll() {
        Uni<Void> all = logged("report", partitions.drop(reports).invoke(metrics::dropped));
        for (AgedRemoval table : tables) {
            all = all.chain(() -> logged("aged rows", table.run(timeOver())));
        }
        for (Map.Entry<String, Supplier<Uni<Integer>>> table : smallTables.entrySet()) {
            all = all.chain(() -> logged(table.getKey(), removeSome(table.getKey(), table.getValue())));
        }
        return all.chain(() -> logged("report", partitions.count().invoke(metrics::show)));
    }

    private static BooleanSupplier timeOver() {
        long until = System.nanoTime() + LONGEST_REMOVAL.toNanos();
        return () -> System.nanoTime() - until > 0;
    }

    private Uni<Void> removeSome(String table, Supplier<Uni<Integer>> removal) {
        return Uni.createFrom()
                .deferred(removal::get)
                .invoke(rows -> metrics.removed(table, rows))
                .replaceWithVoid();
    }

    private Uni<Void> logged(String what, Uni<?> removal) {
        return removal.onFailure()
                .invoke(failure -> {
                    metrics.failed();
                    failures.note(
                            "Not all of " + what + " that is too old is removed; the next minute goes on with it",
                            failure);
                })
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private static Duration age(AgedTable table, RetentionConfig config) {
        return switch (table) {
            case MESSAGE -> config.messages();
            case CORRELATION -> config.correlations();
            case UNMATCHED -> config.unmatched();
            case QUARANTINE -> config.quarantine();
        };
    }
}
