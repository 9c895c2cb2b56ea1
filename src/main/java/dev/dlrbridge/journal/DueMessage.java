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
 * @param age since the message was first seen
 */
public record DueMessage(
        UUID portalId,
        String messageId,
        String senderCode,
        Status status,
        OffsetDateTime takenUntil,
        int attempts,
        Duration age) {}
