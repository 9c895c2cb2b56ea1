package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Status;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A message taken to be forwarded.
 *
 * @param status what the portal is to be told
 * @param takenUntil nobody else sends the message before; also identifies this taking when it is settled
 * @param attempts failed attempts so far
 * @param refusals how many of them were the portal's refusals of this message by itself; one with any is a repeat
 * @param age since the message was first seen
 * @param waited since it fell due
 * @param kind why it is sent
 */
public record DueMessage(
        UUID portalId,
        String messageId,
        String senderCode,
        Status status,
        OffsetDateTime takenUntil,
        int attempts,
        int refusals,
        Duration age,
        Duration waited,
        Kind kind) {

    /** Whether the portal has refused it before, so that first sends go before it. */
    public boolean isRepeat() {
        return refusals > 0;
    }

    /** Why a message is sent. */
    public enum Kind {
        /** The portal does not have this status yet. */
        FIRST,
        /** The portal has it, but may have overwritten it: an early final status is said once more. */
        CONFIRMATION,
        /** One status of a parked portal, to see whether it takes statuses again. */
        PROBE
    }
}
