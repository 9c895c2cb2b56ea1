package dev.dlrbridge.bitrix24;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.bitrix24.CallResult.Answered;
import dev.dlrbridge.bitrix24.CallResult.Failed;
import dev.dlrbridge.bitrix24.CallResult.Refused;
import dev.dlrbridge.bitrix24.CommandResult.Done;
import dev.dlrbridge.bitrix24.CommandResult.NotExecuted;
import dev.dlrbridge.bitrix24.CommandResult.Rejected;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads a portal's answer; the error code decides before the HTTP status, whose value differs between portals. */
final class PortalAnswer {
    private static final BigDecimal MOST_SECONDS = BigDecimal.valueOf(Operating.MOST_SECONDS);

    private PortalAnswer() {}

    static CallResult ofSingle(int status, byte[] body) {
        return read(status, body, PortalAnswer::single);
    }

    static CallResult ofBatch(int status, byte[] body, int commands) {
        return read(status, body, answer -> batch(answer, commands));
    }

    private static CallResult read(int status, byte[] body, Function<JsonNode, CallResult> result) {
        if (status / 100 == 3) {
            return new Failed(FailureKind.REDIRECT, false);
        }
        return PhpJson.object(body)
                .map(answer -> PhpJson.error(answer, status)
                        .<CallResult>map(Refused::new)
                        .orElseGet(() -> status / 100 == 2 ? result.apply(answer) : failed(status)))
                .orElseGet(() -> status / 100 == 5 ? failed(status) : new Failed(FailureKind.NOT_JSON, true));
    }

    private static Failed failed(int status) {
        return new Failed(status / 100 == 5 ? FailureKind.SERVER_ERROR : FailureKind.UNEXPECTED, true);
    }

    private static CallResult single(JsonNode answer) {
        if (!isTrue(answer.path("result"))) {
            return new Failed(FailureKind.UNEXPECTED, true);
        }
        return new Answered(List.of(new Done()), operating(Stream.of(answer.path("time"))));
    }

    private static CallResult batch(JsonNode answer, int commands) {
        JsonNode result = answer.path("result");
        if (!result.isContainerNode()) {
            return new Failed(FailureKind.UNEXPECTED, true);
        }
        List<CommandResult> results = IntStream.range(0, commands)
                .mapToObj(BatchBody::key)
                .map(key -> command(result, key))
                .toList();
        return new Answered(results, operating(times(answer)));
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
