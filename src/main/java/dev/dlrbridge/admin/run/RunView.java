package dev.dlrbridge.admin.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.job.run.Run;
import dev.dlrbridge.job.run.RunWork.Result;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A change of many things, and how far it is.
 *
 * @param kind {@code template}, {@code channels} or {@code replay}
 * @param application the one that it is about, if it is about one only
 * @param gateway {@code *} for all
 * @param state {@code running} or {@code finished}
 * @param results how often each was had
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        UUID id,
        String kind,
        String application,
        String gateway,
        String state,
        long tried,
        Map<String, Long> results,
        Instant createdAt,
        Instant finishedAt) {
    public static RunView of(Run run) {
        return new RunView(
                run.id(),
                run.kind(),
                run.clientId(),
                run.subject(),
                run.state(),
                run.tried(),
                run.counts(),
                run.createdAt(),
                run.finishedAt());
    }

    /** It has begun, and goes on by itself. */
    public static Response accepted(Run run) {
        return Response.accepted(of(run))
                .header("Location", "/api/v1/runs/" + run.id())
                .build();
    }

    /** What became of one thing: a portal by its member id, or a channel. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ResultView(String item, String result, String detail) {
        static ResultView of(Result result) {
            return new ResultView(result.item(), result.word(), result.detail());
        }
    }
}
