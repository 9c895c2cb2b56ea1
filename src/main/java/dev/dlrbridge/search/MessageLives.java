package dev.dlrbridge.search;

import dev.dlrbridge.journal.Message;
import dev.dlrbridge.journal.MessageColumns;
import dev.dlrbridge.journal.Messages;
import dev.dlrbridge.journal.ReportView;
import dev.dlrbridge.quarantine.QuarantineEntries;
import dev.dlrbridge.quarantine.QuarantineEntry;
import dev.dlrbridge.search.Calls.Call;
import dev.dlrbridge.search.NextTry.WaitsFor;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.lookup.ParkingReasons;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Tells the whole life of a message. */
@ApplicationScoped
public class MessageLives {
    private static final String NOT_UNDERSTOOD = "not-understood";
    private static final int MOST_WAITING = 20;
    private static final int HTTP_OK = 200;

    private static final String ONE = "SELECT " + MessageColumns.OF_M + """
            , c.gateway, m.forwarded_ms, m.failed_calls, m.due_at, m.in_flight_until > now(), m.due_at > now(), m.in_flight_until,
                   CASE WHEN l.blocked_until > now() THEN l.blocked_until END
              FROM message m
              JOIN portal p ON p.id = m.portal_id
              LEFT JOIN lane l ON l.account = p.member_id
              LEFT JOIN channel c ON c.id = m.channel_id
             WHERE m.portal_id = $1 AND m.message_id = $2
            """;

    /** The reports of a number are few; those that wait are found by it. */
    private static final String UNMATCHED = """
            SELECT u.id, u.channel_id, u.received_at, u.gateway_id, u.raw_status
              FROM (SELECT DISTINCT recipient_hash
                      FROM report
                     WHERE portal_id = $1 AND message_id = $2 AND recipient_hash IS NOT NULL) r
              JOIN unmatched u
                ON u.recipient_hash = r.recipient_hash AND u.portal_id = $1
             ORDER BY u.id DESC
             LIMIT $3
            """;

    private final Statements statements;
    private final Messages messages;
    private final QuarantineEntries quarantine;

    MessageLives(Statements statements, Messages messages, QuarantineEntries quarantine) {
        this.statements = statements;
        this.messages = messages;
        this.quarantine = quarantine;
    }

    /** Empty when neither a message nor a report of one is known. */
    public Uni<Optional<MessageLife>> find(Portal portal, String messageId) {
        Tuple key = Tuple.of(portal.id(), messageId);
        return Uni.combine()
                .all()
                .unis(
                        statements.first(ONE, key, row -> stored(portal, row)),
                        messages.reports(portal.id(), messageId),
                        quarantine.ofMessage(portal.id(), messageId, MOST_WAITING),
                        statements.list(
                                UNMATCHED, Tuple.of(portal.id(), messageId, MOST_WAITING), MessageLives::unmatched))
                .asTuple()
                .map(all -> life(portal, messageId, all.getItem1(), all.getItem2(), all.getItem3(), all.getItem4()));
    }

    private static Optional<MessageLife> life(
            Portal portal,
            String messageId,
            Optional<Stored> stored,
            List<ReportView> reports,
            List<QuarantineEntry> quarantine,
            List<MessageLife.Unmatched> unmatched) {
        return stored.or(() -> onlyReports(messageId, reports))
                .or(() -> onlyKept(messageId, quarantine))
                .map(known -> new MessageLife(
                        portal.name(),
                        known.gateway,
                        known.message.with(reports),
                        known.calls,
                        known.next,
                        quarantine,
                        unmatched));
    }

    /** Nothing of it was understood yet. */
    private static Optional<Stored> onlyReports(String messageId, List<ReportView> reports) {
        return reports.stream()
                .findFirst()
                .map(first -> notUnderstood(
                        new Message(
                                messageId,
                                first.channelId(),
                                null,
                                null,
                                NOT_UNDERSTOOD,
                                null,
                                null,
                                0,
                                null,
                                first.receivedAt(),
                                null),
                        null));
    }

    private static Optional<Stored> onlyKept(String messageId, List<QuarantineEntry> quarantine) {
        return quarantine.stream()
                .findFirst()
                .map(first -> notUnderstood(
                        new Message(
                                messageId,
                                first.channelId(),
                                null,
                                null,
                                NOT_UNDERSTOOD,
                                null,
                                null,
                                0,
                                null,
                                first.receivedAt(),
                                null),
                        first.gateway()));
    }

    private static Stored notUnderstood(Message message, String gateway) {
        return new Stored(message, gateway, new Calls(null, List.of()), null);
    }

    private static Stored stored(Portal portal, Row row) {
        Message message = MessageColumns.read(row, 0);
        int next = MessageColumns.NUMBER;
        Call succeeded = message.forwardedAt() == null
                ? null
                : new Call(message.forwardedAt(), null, HTTP_OK, row.getInteger(next + 1));
        Calls calls = new Calls(succeeded, failed((JsonArray) row.getValue(next + 2)));
        boolean due = row.getOffsetDateTime(next + 3) != null;
        return new Stored(message, row.getString(next), calls, due ? nextTry(portal, message, row, next + 3) : null);
    }

    /** @param at place of the first of the columns about when and why */
    private static NextTry nextTry(Portal portal, Message message, Row row, int at) {
        return switch (portal.state()) {
            case PARKED -> parked(portal);
            case UNINSTALLED -> waiting(null, WaitsFor.UNINSTALLED, null);
            case ACTIVE -> {
                if (Boolean.TRUE.equals(row.getBoolean(at + 1))) {
                    yield waiting(Statements.time(row, at + 3), WaitsFor.CALL, message.lastError());
                }
                if (row.getBoolean(at + 2)) {
                    yield waiting(Statements.time(row, at), WaitsFor.BACK_OFF, message.lastError());
                }
                Instant blocked = Statements.time(row, at + 4);
                yield waiting(blocked, blocked == null ? WaitsFor.TURN : WaitsFor.LANE, null);
            }
        };
    }

    private static NextTry parked(Portal portal) {
        String reason = portal.reason().orElse(null);
        return new NextTry(
                portal.probeAt().orElse(null),
                WaitsFor.PARKED,
                portal.parkedSince().orElse(null),
                reason,
                ParkingReasons.words(reason));
    }

    private static NextTry waiting(Instant at, WaitsFor waitsFor, String reason) {
        return new NextTry(at, waitsFor, null, reason, waitsFor.words());
    }

    private static List<Call> failed(JsonArray calls) {
        return calls == null
                ? List.of()
                : calls.stream()
                        .map(JsonObject.class::cast)
                        .map(MessageLives::call)
                        .toList();
    }

    private static Call call(JsonObject call) {
        return new Call(
                OffsetDateTime.parse(call.getString("at")).toInstant(),
                call.getString("code"),
                call.getInteger("http"),
                call.getInteger("ms"));
    }

    private static MessageLife.Unmatched unmatched(Row row) {
        return new MessageLife.Unmatched(
                row.getLong(0).toString(),
                row.getUUID(1),
                row.getOffsetDateTime(2).toInstant(),
                row.getString(3),
                row.getString(4));
    }

    private record Stored(Message message, String gateway, Calls calls, NextTry next) {}
}
