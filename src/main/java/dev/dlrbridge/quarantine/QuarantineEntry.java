package dev.dlrbridge.quarantine;

import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a request in quarantine without opening it.
 *
 * @param reason a fixed text: why it lies there, by the last try to read it
 * @param verified whether it was proved genuine
 * @param size encrypted bytes
 * @param replayedAt the last try that did not succeed; null when there was none
 */
public record QuarantineEntry(
        UUID id,
        UUID channelId,
        String gateway,
        Instant receivedAt,
        String reason,
        boolean verified,
        int size,
        Instant replayedAt) {}
