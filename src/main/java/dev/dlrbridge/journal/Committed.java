package dev.dlrbridge.journal;

import dev.dlrbridge.journal.DueMessages.Want;
import io.vertx.mutiny.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a commit has led to.
 *
 * @param work portals that may have something due, with their accounts
 * @param wants the offers that were used
 * @param taken messages that were taken by these
 */
record Committed(Map<UUID, String> work, List<Want> wants, List<DueMessage> taken) {
    private static final int TAKEN = 10;

    /** Nothing was taken. */
    static Committed due(List<StoredReport> ofKnownMessages) {
        return new Committed(accounts(ofKnownMessages), List.of(), List.of());
    }

    /**
     * Portals have work but those all of whose reports were taken: a report that raised nothing has locked its message all the
     * same, so that a take meanwhile may have passed over it.
     *
     * @param rows of the messages that were raised
     */
    static Committed of(List<StoredReport> reports, ClaimedLanes claimed, Iterable<Row> rows) {
        Map<UUID, Integer> left = new HashMap<>();
        reports.forEach(report -> left.merge(report.destination().portalId(), 1, Integer::sum));
        List<DueMessage> taken = new ArrayList<>();
        for (Row row : rows) {
            if (row.getBoolean(TAKEN)) {
                taken.add(DueMessages.message(row));
                left.merge(row.getUUID(0), -1, Integer::sum);
            }
        }
        Map<UUID, String> work = accounts(reports);
        work.keySet().removeIf(portal -> left.get(portal) == 0);
        return new Committed(work, claimed.wants(), taken);
    }

    private static Map<UUID, String> accounts(List<StoredReport> reports) {
        return reports.stream()
                .map(StoredReport::destination)
                .collect(Collectors.toMap(Destination::portalId, Destination::account, (one, same) -> one));
    }
}
