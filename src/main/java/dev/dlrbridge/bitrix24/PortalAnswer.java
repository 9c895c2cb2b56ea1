package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.Answer.Failed;
import dev.dlrbridge.bitrix24.Answer.Ok;
import dev.dlrbridge.bitrix24.CommandResult.Done;
import dev.dlrbridge.bitrix24.CommandResult.NotExecuted;
import dev.dlrbridge.bitrix24.CommandResult.Rejected;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads the good answers of portals. */
final class PortalAnswer {
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Operating.MOST_SECONDS);

    private PortalAnswer() {}

    static Answer<UpdateResults> single(JsonNode answer) {
        return isTrue(answer.path("result"))
                ? new Ok<>(new UpdateResults(List.of(new Done()), operating(Stream.of(answer.path("time")))))
                : new Failed<>(FailureKind.UNEXPECTED);
    }

    static Answer<UpdateResults> batch(JsonNode answer, int commands) {
        JsonNode result = answer.path("result");
        if (!result.isContainerNode()) {
            return new Failed<>(FailureKind.UNEXPECTED);
        }
        List<CommandResult> results = IntStream.range(0, commands)
                .mapToObj(BatchBody::key)
                .map(key -> command(result, key))
                .toList();
        return new Ok<>(new UpdateResults(results, operating(times(answer))));
    }

    static Answer<JsonNode> method(JsonNode answer) {
        return answer.has("result") ? new Ok<>(answer.path("result")) : new Failed<>(FailureKind.UNEXPECTED);
    }

    /** A list holds no textual key, so a map that PHP wrote as a list has nothing to say about a command of ours. */
    private static CommandResult command(JsonNode result, String key) {
        JsonNode error = result.path("result_error").path(key);
        if (!error.isMissingNode() && !error.isNull()) {
            return new Rejected(PhpJson.error(error, 200).orElseGet(() -> new ApiError("", 200, error.asText())));
        }
        return isTrue(result.path("result").path(key)) ? new Done() : new NotExecuted();
    }

    private static boolean isTrue(JsonNode value) {
        return value.isBoolean() && value.booleanValue();
    }

    /** Portals bill the batch, its commands, or both, depending on their version. */
    private static Stream<JsonNode> times(JsonNode answer) {
        JsonNode ofCommands = answer.path("result").path("result_time");
        return Stream.concat(Stream.of(answer.path("time")), StreamSupport.stream(ofCommands.spliterator(), false));
    }

    private static Optional<Operating> operating(Stream<JsonNode> times) {
        return times.flatMap(time -> PhpJson.number(time, "operating")
                        .filter(PortalAnswer::isPlausible)
                        .map(seconds -> new Operating(seconds.doubleValue(), resetsIn(time)))
                        .stream())
                .max(Comparator.comparingDouble(Operating::seconds));
    }

    /** An endless or negative figure would stay in the estimate of what a status costs. */
    private static boolean isPlausible(BigDecimal seconds) {
        return seconds.signum() >= 0 && seconds.compareTo(MOST_SECONDS) <= 0;
    }

    /** Both times are of the portal's clock, which may be any. */
    private static Optional<Duration> resetsIn(JsonNode time) {
        return PhpJson.time(time, "operating_reset_at")
                .flatMap(reset -> PhpJson.time(time, "finish").map(now -> Duration.between(now, reset)))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
                .map(wait -> wait.compareTo(Operating.LATEST_RESET) > 0 ? Operating.LATEST_RESET : wait);
    }
}
