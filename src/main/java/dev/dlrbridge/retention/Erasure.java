package dev.dlrbridge.retention;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The removal of a portal with all its rows, under way or done: the proof of it outlives the portal.
 *
 * @param cause {@code operator} or {@code uninstall}
 * @param erasedRows so far, beside the portal and its channels
 */
public record Erasure(
        UUID portalId,
        String clientId,
        String memberId,
        String cause,
        Instant requestedAt,
        long erasedRows,
        Optional<Instant> finishedAt) {}
