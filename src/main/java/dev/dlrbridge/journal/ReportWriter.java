package dev.dlrbridge.journal;

import dev.dlrbridge.sql.Columns;
import dev.dlrbridge.sql.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Commits a batch of reports: the history and the raised messages, or the reports that wait for a correlation. */
final class ReportWriter {
    private final Statements statements;
    private final OpenLanes openLanes;

    ReportWriter(Statements statements, OpenLanes openLanes) {
        this.statements = statements;
        this.openLanes = openLanes;
    }

    /** Commits all of the reports in one transaction, or none. */
    Uni<Committed> write(List<StoredReport> reports) {
        return statements.run(pool -> write(pool, reports));
    }

    private Uni<Committed> write(Pool pool, List<StoredReport> reports) {
        if (reports.stream().allMatch(report -> report.messageId() != null)) {
            return record(pool, reports);
        }
        Stream<CorrelationId> ids = withoutMessage(reports)
                .flatMap(report -> Stream.of(report.correlation(), report.otherCorrelation()))
                .filter(Objects::nonNull);
        return correlated(pool, RecordSql.KNOWN, reports, ids).chain(found -> writeCorrelated(pool, found));
    }

    private Uni<Committed> writeCorrelated(Pool pool, List<StoredReport> reports) {
        if (reports.stream().allMatch(report -> report.messageId() != null)) {
            return record(pool, reports);
        }
        return pool.withTransaction(connection -> correlated(
                                connection,
                                RecordSql.LOCK,
                                reports,
                                withoutMessage(reports).map(StoredReport::correlation))
                        .chain(matched -> recordAndWait(connection, matched)))
                .map(Committed::due);
    }

    private static Uni<List<StoredReport>> recordAndWait(SqlClient connection, List<StoredReport> reports) {
        Map<Boolean, List<StoredReport>> byMatch =
                reports.stream().collect(Collectors.partitioningBy(report -> report.messageId() != null));
        return record(connection, byMatch.get(true), raises(byMatch.get(true)))
                .chain(() -> await(connection, byMatch.get(false)))
                .replaceWith(byMatch.get(true));
    }

    private static Uni<List<StoredReport>> correlated(
            SqlClient client, String sql, List<StoredReport> reports, Stream<CorrelationId> ids) {
        List<CorrelationId> wanted = ids.distinct().sorted().toList();
        Columns<CorrelationId> rows = Columns.of(wanted);
        Tuple keys = Tuple.tuple()
                .addArrayOfUUID(rows.column(UUID.class, CorrelationId::portalId))
                .addArrayOfUUID(rows.column(UUID.class, CorrelationId::channelId))
                .addArrayOfString(rows.column(String.class, CorrelationId::key));
        return client.preparedQuery(sql).execute(keys).map(found -> {
            Map<CorrelationId, Row> messages = new HashMap<>();
            found.forEach(
                    row -> messages.put(new CorrelationId(row.getUUID(0), row.getUUID(1), row.getString(2)), row));
            return match(reports, messages);
        });
    }

    private static Stream<StoredReport> withoutMessage(List<StoredReport> reports) {
        return reports.stream().filter(report -> report.messageId() == null);
    }

    private static List<StoredReport> match(List<StoredReport> reports, Map<CorrelationId, Row> messages) {
        return reports.stream()
                .map(report -> report.messageId() != null ? report : match(report, messages))
                .toList();
    }

    private static StoredReport match(StoredReport report, Map<CorrelationId, Row> messages) {
        Row known = messages.getOrDefault(report.otherCorrelation(), messages.get(report.correlation()));
        return known == null || known.getString(3) == null
                ? report
                : report.matchedTo(
                        known.getString(3), known.getUUID(4), known.getString(5), known.getOffsetDateTime(6));
    }

    private Uni<Committed> record(Pool pool, List<StoredReport> reports) {
        List<List<StoredReport>> raises = raises(reports);
        if (raises.size() > 1) {
            return pool.withTransaction(connection -> record(connection, reports, raises))
                    .replaceWith(() -> Committed.due(reports));
        }
        List<StoredReport> raised = raises.get(0);
        ClaimedLanes claimed = ClaimedLanes.of(raised, openLanes::claim);
        return claimed.isEmpty()
                ? record(pool, reports, raises).replaceWith(() -> Committed.due(reports))
                : pool.preparedQuery(RecordSql.RECORD_AND_TAKE)
                        .execute(claimed.addTo(columns(reports, raised)))
                        .map(rows -> Committed.of(raised, claimed, rows));
    }

    /** In one statement, but when reports of several senders are about one message. */
    private static Uni<Void> record(SqlClient client, List<StoredReport> reports, List<List<StoredReport>> raises) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (int round = 0; round < raises.size(); round++) {
            List<StoredReport> history = round == 0 ? reports : List.of();
            List<StoredReport> raised = raises.get(round);
            done = done.chain(() -> client.preparedQuery(RecordSql.RECORD)
                    .execute(columns(history, raised))
                    .replaceWithVoid());
        }
        return done;
    }

    private static Tuple columns(List<StoredReport> history, List<StoredReport> raised) {
        Columns<StoredReport> rows = Columns.of(raised);
        return StoredReport.historyColumns(history)
                .addArrayOfUUID(rows.column(UUID.class, r -> r.destination().portalId()))
                .addArrayOfString(rows.column(String.class, StoredReport::messageId))
                .addArrayOfUUID(rows.column(UUID.class, r -> r.destination().channelId()))
                .addArrayOfString(rows.column(String.class, r -> r.destination().senderCode()))
                .addArrayOfShort(rows.column(Short.class, StoredReport::status))
                .addArrayOfString(rows.column(String.class, StoredReport::errorCode))
                .addArrayOfOffsetDateTime(rows.column(OffsetDateTime.class, StoredReport::knownSince));
    }

    private static Uni<Void> await(SqlClient client, List<StoredReport> reports) {
        if (reports.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple values = StoredReport.historyColumns(reports)
                .addArrayOfString(Columns.of(reports)
                        .column(String.class, r -> r.destination().senderCode()));
        return client.preparedQuery(RecordSql.WAIT).execute(values).replaceWithVoid();
    }

    /**
     * What messages may be raised to: of each sender the first report of the highest rank, in the order of the key that
     * every writer keeps. A message stands in a list only once; the sender that came first in the first list.
     */
    static List<List<StoredReport>> raises(List<StoredReport> reports) {
        List<List<StoredReport>> raises = new ArrayList<>();
        StoredReport before = null;
        int round = 0;
        for (StoredReport report : highestOfEachSender(reports)) {
            round = before != null && isOfSameMessage(before, report) ? round + 1 : 0;
            if (round == raises.size()) {
                raises.add(new ArrayList<>());
            }
            raises.get(round).add(report);
            before = report;
        }
        return raises;
    }

    private static boolean isOfSameMessage(StoredReport one, StoredReport other) {
        return one.messageId().equals(other.messageId())
                && one.destination().portalId().equals(other.destination().portalId());
    }

    private static List<StoredReport> highestOfEachSender(List<StoredReport> reports) {
        Map<SenderMessage, StoredReport> highest = new LinkedHashMap<>();
        for (StoredReport report : reports) {
            SenderMessage key = new SenderMessage(
                    report.destination().portalId(),
                    report.messageId(),
                    report.destination().senderCode());
            highest.merge(key, report, (known, next) -> next.status() / 10 > known.status() / 10 ? next : known);
        }
        List<StoredReport> rows = new ArrayList<>(highest.values());
        rows.sort(Comparator.comparing((StoredReport r) -> r.destination().portalId())
                .thenComparing(StoredReport::messageId));
        return rows;
    }

    private record SenderMessage(UUID portalId, String messageId, String senderCode) {}
}
