package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Report;

/**
 * One report on its way into the journal.
 *
 * @param messageId Bitrix24's MESSAGE_ID, or null when only a correlation can tell it
 */
public record Entry(Destination destination, String messageId, Report report) {
    /** @throws IllegalArgumentException when there is neither a message id nor a correlation key */
    public Entry {
        if (messageId == null && report.correlationKey() == null) {
            throw new IllegalArgumentException("a report without any id cannot be kept as a report");
        }
    }
}
