package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.quarantine.ReplayRun;
import java.time.Instant;
import java.util.UUID;

/**
 * A replay of a gateway's quarantine and what became of the requests it has tried so far.
 *
 * @param state {@code running} or {@code finished}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayView(
        UUID id,
        String gateway,
        String state,
        long tried,
        long replayed,
        long unreadable,
        long notAuthentic,
        long failed,
        Instant createdAt,
        Instant finishedAt) {
    static ReplayView of(ReplayRun run) {
        return new ReplayView(
                run.id(),
                run.gateway(),
                run.finishedAt() == null ? "running" : "finished",
                run.tried(),
                run.replayed(),
                run.unreadable(),
                run.notAuthentic(),
                run.failed(),
                run.createdAt(),
                run.finishedAt());
    }
}
