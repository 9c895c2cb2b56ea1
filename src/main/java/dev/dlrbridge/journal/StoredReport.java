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
 * @param correlationKey under which it waits for its message; null when that is known
 * @param otherKey by which the message may be known as well: a reference, or what rows of earlier versions have, readable;
 *     null when there is none
 * @param recipientHash see {@link RecipientHashes}; null when the recipient is not known
 * @param knownSince since when the message is known, to a correlation or the bridge itself; null if it is not
 */
public record StoredReport(
        Destination destination,
        String messageId,
        String correlationKey,
        String otherKey,
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
        Keys keys = Keys.of(entry);
        return new StoredReport(
                entry.destination(),
                Text.cut(entry.messageId(), Text.LONGEST_ID),
                keys.own,
                keys.other,
                Text.id(report.gatewayId(), recipient),
                Text.kept(report.rawStatus(), recipient, Text.LONGEST_STATUS),
                StatusCode.of(report.status()),
                Text.kept(report.errorCode(), recipient, Text.LONGEST_STATUS),
                Text.kept(report.errorText(), recipient, Text.LONGEST_ERROR),
                time(report.eventTime()),
                recipients.stored(report.recipient()),
                entry.knownSince() == null ? null : entry.knownSince().atOffset(ZoneOffset.UTC));
    }

    /** @param portal null when the message is one of the portal that the channel belongs to */
    StoredReport matchedTo(String message, UUID portal, String account, OffsetDateTime correlatedAt) {
        return new StoredReport(
                portal == null ? destination : destination.in(new PortalMessage(portal, account, message)),
                message,
                correlationKey,
                otherKey,
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

    /** By which the message may be known as well; null when there is no other. */
    CorrelationId otherCorrelation() {
        return otherKey == null ? null : new CorrelationId(destination.portalId(), destination.channelId(), otherKey);
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

    private record Keys(String own, String other) {
        /** A reference is known before the gateway has the message, so that nothing ever waits for one but in vain. */
        static Keys of(Entry entry) {
            String id = entry.report().correlationKey();
            String reference = Correlations.key(entry.reference());
            if (entry.messageId() != null) {
                return new Keys(null, null);
            }
            if (id == null) {
                return new Keys(Text.key(reference), null);
            }
            return new Keys(Text.key(id), reference == null ? Text.formerKey(id) : Text.key(reference));
        }
    }
}
