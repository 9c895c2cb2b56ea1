package dev.dlrbridge.journal;

import java.time.Instant;
import java.util.UUID;

/**
 * Which requests in quarantine are wanted; null means any.
 *
 * @param beforeTime with {@code beforeId} the last entry of the page before; null for the first page
 */
public record QuarantineFilter(String gateway, UUID channelId, Boolean verified, Instant beforeTime, UUID beforeId) {}
