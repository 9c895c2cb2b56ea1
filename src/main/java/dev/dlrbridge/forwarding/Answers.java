package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.bitrix24.CallResult;
import dev.dlrbridge.bitrix24.CommandResult;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Turns a portal's answer into what becomes of each message and of the lane. */
final class Answers {
    /** A portal may insert a message after it has asked for the SMS: it is looked for again after these times. */
    private static final List<Duration> NOT_YET =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    private static final Duration YOUNG = Duration.ofMinutes(15);

    /** Bitrix24 bans a method for 300 s when it does not say for how long. */
    private static final Duration METHOD_PAUSE = Duration.ofSeconds(300);

    /** How often a portal is asked that needs someone's hand: seldom, until parking waits for a sign instead. */
    private static final Duration NEEDS_SOMEONE = Duration.ofMinutes(5);

    private final Lane lane;
    private final long nanos;
    private Duration backOff;

    Answers(Lane lane, long nanos) {
        this.lane = lane;
        this.nanos = nanos;
    }

    List<Settlement> settle(List<DueMessage> messages, CallResult result) {
        if (result instanceof CallResult.Answered answered) {
            return answered(messages, answered.results());
        }
        if (result instanceof CallResult.Refused refused) {
            return refused(messages, refused.error());
        }
        CallResult.Failed failed = (CallResult.Failed) result;
        return each(
                messages,
                m -> Settlement.failed(
                        m, backOff(), failed.mayHaveRun(), failed.kind().name()));
    }

    /** Nothing was sent: the token could not be renewed now. */
    List<Settlement> notSent(List<DueMessage> messages, String reason) {
        return each(messages, m -> Settlement.postponed(m, backOff(), reason));
    }

    /** Nothing was sent: the right to call ran out between taking and calling. */
    List<Settlement> tooLate(List<DueMessage> messages) {
        return each(messages, m -> Settlement.postponed(m, Duration.ZERO, null));
    }

    /** Nothing was sent, and nothing will be until someone acts. */
    List<Settlement> needsSomeone(List<DueMessage> messages, String reason) {
        Duration wait = lane.close(nanos, NEEDS_SOMEONE);
        return each(messages, m -> Settlement.postponed(m, wait, reason));
    }

    private List<Settlement> answered(List<DueMessage> messages, List<CommandResult> results) {
        lane.succeeded();
        return IntStream.range(0, messages.size())
                .mapToObj(i -> command(messages.get(i), results.get(i)))
                .toList();
    }

    private Settlement command(DueMessage message, CommandResult result) {
        if (result instanceof CommandResult.Done) {
            return Settlement.forwarded(message);
        }
        if (result instanceof CommandResult.Rejected rejected) {
            return error(message, rejected.error());
        }
        return Settlement.failed(message, backOff(), false, "NOT_EXECUTED");
    }

    /** A single call is refused like a command of a batch; what concerns the whole call concerns each message. */
    private List<Settlement> refused(List<DueMessage> messages, ApiError error) {
        return each(messages, message -> error(message, error));
    }

    private Settlement error(DueMessage message, ApiError error) {
        return switch (Dispositions.of(error)) {
            case SLOW_DOWN -> slowDown(message, error);
            case PAUSE_METHOD -> Settlement.postponed(message, lane.close(nanos, METHOD_PAUSE), error.code());
            case NOT_YET -> notYet(message, error);
            case REJECT -> Settlement.rejected(message, error.code());
            case REFRESH, PARK -> Settlement.postponed(message, lane.close(nanos, NEEDS_SOMEONE), error.code());
            case RETRY_LATER -> Settlement.failed(message, backOff(), false, error.code());
        };
    }

    private Settlement slowDown(DueMessage message, ApiError error) {
        lane.budget().foundFull(nanos);
        return Settlement.postponed(message, lane.budget().untilAvailable(nanos), error.code());
    }

    private static Settlement notYet(DueMessage message, ApiError error) {
        if (message.age().compareTo(YOUNG) >= 0) {
            return Settlement.rejected(message, error.code());
        }
        Duration wait = NOT_YET.get(Math.min(message.attempts(), NOT_YET.size() - 1));
        return Settlement.failed(message, wait, false, error.code());
    }

    /** One answer is one failure of the lane, however many messages it concerns. */
    private Duration backOff() {
        if (backOff == null) {
            backOff = lane.backOff(nanos);
        }
        return backOff;
    }

    private static List<Settlement> each(List<DueMessage> messages, Function<DueMessage, Settlement> settlement) {
        return messages.stream().map(settlement).toList();
    }
}
