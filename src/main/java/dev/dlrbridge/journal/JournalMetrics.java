package dev.dlrbridge.journal;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the journal counts. */
@Startup
@Singleton
class JournalMetrics {
    private static final Metric BATCH = Metric.summary(
            "journal.batch.reports",
            null,
            "Reports in one commit",
            List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0));
    private static final Metric COMMIT = Metric.timer(
            "journal.commit",
            "How long one commit took; `outcome` is committed, or failed",
            List.of(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0),
            "outcome");
    private static final Metric WAITING_REPORTS = Metric.gauge(
            "journal.waiting.reports", null, "Reports that wait for their commit, those under way included");
    private static final Metric WAITING_BYTES =
            Metric.gauge("journal.waiting.bytes", "bytes", "Bytes of the requests whose reports wait for their commit");

    private final MeterRegistry registry;
    private final DistributionSummary batch;
    private final Timer committed;
    private final Timer failed;

    JournalMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.batch = BATCH.summaryIn(registry);
        this.committed = COMMIT.timerIn(registry, "committed");
        this.failed = COMMIT.timerIn(registry, "failed");
    }

    /** @param failure null when the reports are committed */
    void ended(int reports, Throwable failure, long nanos) {
        batch.record(reports);
        (failure == null ? committed : failed).record(nanos, TimeUnit.NANOSECONDS);
    }

    void watchQueue(Supplier<Number> reports, Supplier<Number> bytes) {
        WAITING_REPORTS.gaugeIn(registry, reports);
        WAITING_BYTES.gaugeIn(registry, bytes);
    }
}
