package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.sql.Columns;
import dev.dlrbridge.tenant.secret.RecipientHashes;
import dev.dlrbridge.trace.Recipient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * A report as its row has it: cleaned and cut, with the message it belongs to, or without one while it waits.
 *
 * @param correlationKey null when the message is known
 * @param formerKey what rows of earlier versions have in its place, readable; null when that is the same
 * @param recipientHash see {@link RecipientHashes}; null when the recipient is not known
 * @param knownSince since when a correlation knows the message; null without one
 */
public record StoredReport(
        Destination destination,
        String messageId,
        String correlationKey,
        String formerKey,
        String gatewayId,
        String rawStatus,
        Short status,
        String errorCode,
        String errorText,
        OffsetDateTime eventTime,
        Long recipientHash,
        OffsetDateTime knownSince) {
    private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** Without the recipient's number, wherever the gateway has written it. */
    public static StoredReport of(Entry entry, RecipientHashes recipients) {
        Report report = entry.report();
        Recipient recipient = Recipient.of(report.recipient());
        String id = entry.messageId() == null ? report.correlationKey() : null;
        return new StoredReport(
                entry.destination(),
                Text.cut(entry.messageId(), Text.LONGEST_ID),
                id == null ? null : Text.key(id),
                id == null ? null : Text.formerKey(id),
                Text.id(report.gatewayId(), recipient),
                Text.kept(report.rawStatus(), recipient, Text.LONGEST_STATUS),
                StatusCode.of(report.status()),
                Text.kept(report.errorCode(), recipient, Text.LONGEST_STATUS),
                Text.kept(report.errorText(), recipient, Text.LONGEST_ERROR),
                time(report.eventTime()),
                recipients.stored(report.recipient()),
                null);
    }

    StoredReport matchedTo(String message, OffsetDateTime correlatedAt) {
        return new StoredReport(
                destination,
                message,
                correlationKey,
                formerKey,
                gatewayId,
                rawStatus,
                status,
                errorCode,
                errorText,
                eventTime,
                recipientHash,
                correlatedAt);
    }

    CorrelationId correlation() {
        return new CorrelationId(destination.portalId(), destination.channelId(), correlationKey);
    }

    /** By which a row of an earlier version may know the message; null when there is no other. */
    CorrelationId formerCorrelation() {
        return formerKey == null ? null : new CorrelationId(destination.portalId(), destination.channelId(), formerKey);
    }

    /** The columns that {@code report} and {@code unmatched} have in common, from {@code $1} on. */
    static Tuple historyColumns(List<StoredReport> reports) {
        Columns<StoredReport> rows = Columns.of(reports);
        return Tuple.tuple()
                .addArrayOfUUID(rows.column(UUID.class, r -> r.destination.portalId()))
                .addArrayOfString(rows.column(String.class, r -> r.messageId == null ? r.correlationKey : r.messageId))
                .addArrayOfUUID(rows.column(UUID.class, r -> r.destination.channelId()))
                .addArrayOfString(rows.column(String.class, StoredReport::gatewayId))
                .addArrayOfString(rows.column(String.class, StoredReport::rawStatus))
                .addArrayOfShort(rows.column(Short.class, StoredReport::status))
                .addArrayOfString(rows.column(String.class, StoredReport::errorCode))
                .addArrayOfString(rows.column(String.class, StoredReport::errorText))
                .addArrayOfOffsetDateTime(rows.column(OffsetDateTime.class, StoredReport::eventTime))
                .addArrayOfLong(rows.column(Long.class, StoredReport::recipientHash));
    }

    /** A gateway's clock may say anything; what cannot be the time of an SMS is no time. */
    private static OffsetDateTime time(Instant time) {
        boolean plausible = time != null && time.isAfter(EARLIEST) && time.isBefore(LATEST);
        return plausible ? time.atOffset(ZoneOffset.UTC) : null;
    }
}
