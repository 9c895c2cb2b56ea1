package dev.dlrbridge.quarantine;

import java.time.Instant;
import java.util.UUID;

/**
 * A replay of all that lies in a gateway's quarantine.
 *
 * @param until entries received later are not part of it
 * @param lastTime with {@code lastId} the last entry tried; null before the first
 * @param finishedAt null while it is under way
 */
public record ReplayRun(
        UUID id,
        String gateway,
        Instant until,
        Instant lastTime,
        UUID lastId,
        long tried,
        long replayed,
        long unreadable,
        long notAuthentic,
        long failed,
        Instant createdAt,
        Instant finishedAt) {}
