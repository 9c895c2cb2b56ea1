package dev.dlrbridge.admin.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.quarantine.ReplayResult;
import java.time.Instant;
import java.util.UUID;

/**
 * A replay of a gateway's quarantine and what became of the requests it has tried so far.
 *
 * @param state {@code running} or {@code finished}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplayView(
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
    public static ReplayView of(Run run) {
        return new ReplayView(
                run.id(),
                run.subject(),
                run.state(),
                run.tried(),
                run.count(ReplayResult.REPLAYED.word()),
                run.count(ReplayResult.UNREADABLE.word()),
                run.count(ReplayResult.NOT_AUTHENTIC.word()),
                run.count(ReplayResult.FAILED.word()),
                run.createdAt(),
                run.finishedAt());
    }
}
