package dev.dlrbridge.quarantine;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Which requests in quarantine are wanted; null means any.
 *
 * @param applications those whose portals' requests are wanted; empty means all
 * @param beforeTime with {@code beforeId} the last entry of the page before; null for the first page
 */
public record QuarantineFilter(
        Set<String> applications,
        String gateway,
        UUID channelId,
        Boolean verified,
        Instant beforeTime,
        UUID beforeId) {}
