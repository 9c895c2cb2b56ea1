package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Report;
import java.time.Instant;
import java.util.Optional;

/**
 * One report on its way into the journal.
 *
 * @param messageId Bitrix24's MESSAGE_ID, or null when only a correlation can tell it
 * @param reference what the bridge has named the message towards the gateway of an application's channel, where the gateway
 *     repeats it; else null
 * @param knownSince since when the message is certain to exist; null when only the report says so
 */
public record Entry(Destination destination, String messageId, String reference, Instant knownSince, Report report) {
    /** @throws IllegalArgumentException when nothing says which message it is, now or later */
    public Entry {
        if (messageId == null && reference == null && report.correlationKey() == null) {
            throw new IllegalArgumentException("a report without any id cannot be kept as a report");
        }
    }

    /** A report that names no reference. */
    public Entry(Destination destination, String messageId, Report report) {
        this(destination, messageId, null, null, report);
    }

    /** A report of the bridge's own, about a message that it knows. */
    public static Entry known(Destination destination, String messageId, Instant since, Report report) {
        return new Entry(destination, messageId, null, since, report);
    }

    /**
     * Empty when nothing says which message the report is about, now or later.
     *
     * @param named what stands in the report or its address for the message; null: nothing. At a portal's channel that is
     *     Bitrix24's MESSAGE_ID, at an application's the reference, since the id would name no portal
     */
    public static Optional<Entry> of(Destination destination, String named, Report report) {
        if (named == null && report.correlationKey() == null) {
            return Optional.empty();
        }
        return Optional.of(
                destination.isPortal()
                        ? new Entry(destination, named, report)
                        : new Entry(destination, null, named, null, report));
    }
}
