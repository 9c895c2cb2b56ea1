package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Status;
import java.time.Instant;
import java.util.UUID;

/**
 * One report of a message's history.
 *
 * @param eventTime when it happened by the gateway's own word; null when that is not certain
 */
public record ReportView(
        Instant receivedAt,
        UUID channelId,
        String gatewayId,
        String rawStatus,
        Status status,
        String errorCode,
        String errorText,
        Instant eventTime) {}
