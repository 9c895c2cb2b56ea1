package dev.dlrbridge.console;

import dev.dlrbridge.journal.JournalCensus.Backlog;
import dev.dlrbridge.journal.JournalCensus.Kept;
import dev.dlrbridge.tenant.PortalCensus.Group;
import dev.dlrbridge.tenant.PortalState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Where things stand, in numbers.
 *
 * @param backlog messages that wait to be forwarded
 * @param oldest how long the first of them has waited
 * @param unmatched reports whose message is not known
 */
public record Figures(
        long active,
        long parked,
        List<Parked> reasons,
        long backlog,
        Duration oldest,
        long quarantined,
        long unmatched) {
    /** @param reason code of what Bitrix24 said, or of who parked them */
    public record Parked(String reason, long portals) {}

    static Figures of(List<Group> portals, List<Backlog> backlogs, Kept kept) {
        return new Figures(
                count(portals, PortalState.ACTIVE),
                count(portals, PortalState.PARKED),
                portals.stream()
                        .filter(group -> group.state() == PortalState.PARKED)
                        .map(group -> new Parked(String.valueOf(group.reason()), group.portals()))
                        .toList(),
                backlogs.stream().mapToLong(Backlog::messages).sum(),
                backlogs.stream()
                        .map(Backlog::oldestDue)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                kept.quarantineEntries(),
                kept.unmatchedReports());
    }

    private static long count(List<Group> portals, PortalState state) {
        return portals.stream()
                .filter(group -> group.state() == state)
                .mapToLong(Group::portals)
                .sum();
    }
}
