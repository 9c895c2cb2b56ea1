package dev.dlrbridge.handler;

import dev.dlrbridge.journal.PortalMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A requested message that waits to be handed over; never printed.
 *
 * @param channelId null when there is no channel of its sender
 * @param recipient as the portal wrote it; empty once it is not going to be handed over
 * @param failure why not; empty while it may be
 */
record RequestedMessage(
        PortalMessage message,
        UUID channelId,
        String senderCode,
        Optional<String> recipient,
        Instant requestedAt,
        Optional<Failure> failure) {
    @Override
    public String toString() {
        return "RequestedMessage[channelId=" + channelId + "]";
    }
}
