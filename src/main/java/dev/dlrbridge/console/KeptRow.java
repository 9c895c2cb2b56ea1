package dev.dlrbridge.console;

import dev.dlrbridge.quarantine.QuarantineEntry;
import java.time.Instant;

/**
 * A request in quarantine, unopened.
 *
 * @param reason a fixed text: why it lies there, by the last try to read it
 * @param verified whether it was proved genuine
 * @param replayedAt the last try that did not succeed; null when there was none
 */
public record KeptRow(
        String address,
        String id,
        String gateway,
        Instant receivedAt,
        String reason,
        boolean verified,
        Instant replayedAt) {
    static KeptRow of(QuarantineEntry entry) {
        return new KeptRow(
                QuarantineResource.ADDRESS + "/" + entry.id(),
                entry.id().toString(),
                entry.gateway(),
                entry.receivedAt(),
                entry.reason(),
                entry.verified(),
                entry.replayedAt());
    }
}
