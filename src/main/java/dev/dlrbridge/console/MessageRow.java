package dev.dlrbridge.console;

import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.Message;
import java.time.Instant;

/**
 * A message as its pages show it.
 *
 * @param channel address of the page of the channel of its first report
 * @param reported word of the highest status that was reported
 * @param forwarded word of the status that the portal has; empty before it has any
 * @param lastError what the last failed attempt was answered; empty when none failed
 */
public record MessageRow(
        String address,
        String messageId,
        String channel,
        String reported,
        String forwarded,
        String state,
        int attempts,
        String lastError,
        Instant firstSeenAt) {
    static MessageRow of(String portal, Message message) {
        return new MessageRow(
                Addresses.message(portal, message.messageId()),
                message.messageId(),
                Addresses.channel(message.channelId()),
                word(message.reported()),
                word(message.forwarded()),
                message.state(),
                message.attempts(),
                message.lastError() == null ? "" : message.lastError(),
                message.firstSeenAt());
    }

    /** Whether it was given up, so that it can be sent again. */
    public boolean isGivenUp() {
        return state.equals("rejected") || state.equals("expired");
    }

    static String word(Status status) {
        return status == null ? "" : status.word();
    }
}
