package dev.dlrbridge.retention;

import dev.dlrbridge.metric.Metric;
import dev.dlrbridge.retention.ReportPartitions.Days;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is removed by its age, and whether that keeps up. */
@Startup
@Singleton
class RetentionMetrics {
    private static final Metric REMOVED =
            Metric.counter("retention.removed.rows", "Rows removed by their age; not those of the history", "table");
    private static final Metric DROPPED =
            Metric.counter("retention.dropped.partitions", "Days of history dropped by their age");
    private static final Metric FAILURES =
            Metric.counter("retention.failures", "Removals, or makings of partitions, that ended before their time");
    private static final Metric OVERDUE = Metric.gauge(
            "retention.overdue",
            "seconds",
            "For how long the oldest rows should have been gone; shown by one replica",
            "table");
    private static final Metric AHEAD = Metric.gauge(
            "report.partitions.ahead", null, "Days to come that the history has room for; shown by one replica");
    private static final Metric PARTITIONS =
            Metric.gauge("report.partitions", null, "Days that the history has room for; shown by one replica");

    private final MeterRegistry registry;
    private final Counter dropped;
    private final Counter failures;
    private final MultiGauge overdue;
    private final MultiGauge ahead;
    private final MultiGauge partitions;
    private final Map<String, Duration> overdueByTable = new TreeMap<>();

    RetentionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.dropped = DROPPED.counterIn(registry);
        this.failures = FAILURES.counterIn(registry);
        this.overdue = OVERDUE.gaugesIn(registry);
        this.ahead = AHEAD.gaugesIn(registry);
        this.partitions = PARTITIONS.gaugesIn(registry);
    }

    void removed(String table, int rows) {
        REMOVED.counterIn(registry, table).increment(rows);
    }

    synchronized void overdue(String table, Duration time) {
        overdueByTable.put(table, time);
        overdue.register(
                overdueByTable.entrySet().stream()
                        .<Row<?>>map(entry -> Row.of(
                                OVERDUE.tags(entry.getKey()), entry.getValue().toSeconds()))
                        .toList(),
                true);
    }

    void dropped(int days) {
        dropped.increment(days);
    }

    void failed() {
        failures.increment();
    }

    void show(Days days) {
        ahead.register(List.of(Row.of(AHEAD.tags(), days.ahead())), true);
        partitions.register(List.of(Row.of(PARTITIONS.tags(), days.all())), true);
    }

    /** Another replica shows these now. */
    synchronized void hide() {
        overdueByTable.clear();
        List.of(overdue, ahead, partitions).forEach(gauge -> gauge.register(List.of(), true));
    }
}
