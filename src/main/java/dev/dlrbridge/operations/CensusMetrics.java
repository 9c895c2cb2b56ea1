package dev.dlrbridge.operations;

import dev.dlrbridge.journal.JournalCensus.Backlog;
import dev.dlrbridge.journal.JournalCensus.Kept;
import dev.dlrbridge.metric.Metric;
import dev.dlrbridge.tenant.PortalCensus.Group;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.sender.SenderHealth;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The state of all portals and of what is kept, shown by the replica that counts it, and by no other. */
@Singleton
class CensusMetrics {
    /** Reasons are codes of Bitrix24, and few; whatever else may come, these are the most that are shown. */
    static final int MOST_REASONS = 20;

    static final String OTHER_REASONS = "OTHER";

    private static final String ONE_REPLICA = "; shown by one replica";

    private static final Metric BACKLOG_MESSAGES = Metric.gauge(
            "backlog.messages",
            null,
            "Messages that wait to be forwarded; a portal counts for 100,000 at most" + ONE_REPLICA,
            "state");
    private static final Metric OLDEST_DUE = Metric.gauge(
            "backlog.oldest.due", "seconds", "How long the longest due message has been due" + ONE_REPLICA, "state");
    private static final Metric BACKLOG_PORTALS = Metric.gauge(
            "backlog.portals",
            null,
            "Portals with at least so many messages that wait" + ONE_REPLICA,
            "state",
            "at_least");
    private static final Metric PORTALS = Metric.gauge("portals", null, "Portals" + ONE_REPLICA, "state");
    private static final Metric PARKED_PORTALS =
            Metric.gauge("parked.portals", null, "Parked portals, by the reason" + ONE_REPLICA, "reason");
    private static final Metric SENDERS =
            Metric.gauge("sender.portals", null, "Active portals by the state of their senders" + ONE_REPLICA, "state");
    private static final Metric QUARANTINE_ENTRIES =
            Metric.gauge("quarantine.entries", null, "Requests in quarantine" + ONE_REPLICA);
    private static final Metric QUARANTINE_BYTES =
            Metric.gauge("quarantine.bytes", "bytes", "Encrypted bytes in quarantine" + ONE_REPLICA);
    private static final Metric UNMATCHED = Metric.gauge(
            "unmatched.reports", null, "Reports without a known message, counted to 100,000" + ONE_REPLICA);

    private final Map<Metric, MultiGauge> gauges;

    CensusMetrics(MeterRegistry registry) {
        this.gauges = new LinkedHashMap<>();
        for (Metric metric : List.of(
                BACKLOG_MESSAGES,
                OLDEST_DUE,
                BACKLOG_PORTALS,
                PORTALS,
                PARKED_PORTALS,
                SENDERS,
                QUARANTINE_ENTRIES,
                QUARANTINE_BYTES,
                UNMATCHED)) {
            gauges.put(metric, metric.gaugesIn(registry));
        }
    }

    void show(List<Group> groups, List<Backlog> backlogs, Kept kept, Map<SenderHealth.State, Long> senders) {
        show(SENDERS, countsOfSenders(senders));
        show(PORTALS, countsOfStates(groups));
        show(PARKED_PORTALS, countsOfReasons(groups));
        List<Row<?>> messages = new ArrayList<>();
        List<Row<?>> oldest = new ArrayList<>();
        List<Row<?>> portals = new ArrayList<>();
        for (Backlog backlog : backlogs) {
            messages.add(row(BACKLOG_MESSAGES, backlog.messages(), backlog.state()));
            oldest.add(row(OLDEST_DUE, backlog.oldestDue().toMillis() / 1e3, backlog.state()));
            portals.add(row(BACKLOG_PORTALS, backlog.portals(), backlog.state(), "1"));
            portals.add(row(BACKLOG_PORTALS, backlog.portalsWithThousand(), backlog.state(), "1000"));
            portals.add(row(BACKLOG_PORTALS, backlog.portalsWithMost(), backlog.state(), "100000"));
        }
        show(BACKLOG_MESSAGES, messages);
        show(OLDEST_DUE, oldest);
        show(BACKLOG_PORTALS, portals);
        show(QUARANTINE_ENTRIES, List.of(row(QUARANTINE_ENTRIES, kept.quarantineEntries())));
        show(QUARANTINE_BYTES, List.of(row(QUARANTINE_BYTES, kept.quarantineBytes())));
        show(UNMATCHED, List.of(row(UNMATCHED, kept.unmatchedReports())));
    }

    /** Another replica shows them, or nobody knows them now: old values would be wrong ones. */
    void hide() {
        gauges.keySet().forEach(metric -> show(metric, List.of()));
    }

    private void show(Metric metric, List<Row<?>> rows) {
        gauges.get(metric).register(rows, true);
    }

    private static List<Row<?>> countsOfStates(List<Group> groups) {
        Map<PortalState, Long> portals =
                groups.stream().collect(Collectors.groupingBy(Group::state, Collectors.summingLong(Group::portals)));
        return Arrays.stream(PortalState.values())
                .<Row<?>>map(state -> row(PORTALS, portals.getOrDefault(state, 0L), state.word()))
                .toList();
    }

    private static List<Row<?>> countsOfSenders(Map<SenderHealth.State, Long> senders) {
        return Arrays.stream(SenderHealth.State.values())
                .<Row<?>>map(state -> row(SENDERS, senders.getOrDefault(state, 0L), state.word()))
                .toList();
    }

    private static List<Row<?>> countsOfReasons(List<Group> groups) {
        Map<String, Long> portals = new LinkedHashMap<>();
        groups.stream().filter(group -> group.state() == PortalState.PARKED).forEach(group -> {
            String reason = group.reason() == null || group.reason().isEmpty() ? OTHER_REASONS : group.reason();
            boolean fits = portals.size() < MOST_REASONS || portals.containsKey(reason);
            portals.merge(fits ? reason : OTHER_REASONS, group.portals(), Long::sum);
        });
        return portals.entrySet().stream()
                .<Row<?>>map(reason -> row(PARKED_PORTALS, reason.getValue(), reason.getKey()))
                .toList();
    }

    private static Row<?> row(Metric metric, Number value, String... labels) {
        return Row.of(metric.tags(labels), value);
    }
}
