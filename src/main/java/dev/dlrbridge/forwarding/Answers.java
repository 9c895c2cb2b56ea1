package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.bitrix24.CommandResult;
import dev.dlrbridge.bitrix24.FailureKind;
import dev.dlrbridge.bitrix24.UpdateResults;
import dev.dlrbridge.forwarding.Outcome.ParkingReason;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.Settlement;
import dev.dlrbridge.tenant.RefreshOutcome;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Turns the portal's answer to one call into what becomes of each message, of the portal and of the lane. */
final class Answers {
    /** A portal may insert a message after it has asked for the SMS: it is looked for again after these times. */
    private static final List<Duration> NOT_YET =
            List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10));

    private static final Duration YOUNG = Duration.ofMinutes(15);

    /** A message that is refused by itself is sent again after this time, then after three times as long, and so on. */
    private static final Duration FIRST_REPEAT = Duration.ofSeconds(5);

    private static final double REPEAT_FACTOR = 3;

    private static final Duration LONGEST_REPEAT = Duration.ofHours(6);

    /** Web servers say such things in passing too: half a minute of nothing else is not in passing. */
    private static final int OTHERS_BEFORE_PARKING = 6;

    /** The parked state keeps the portal from being called; this only bridges the time until it is written. */
    private static final Duration UNTIL_PARKED = Duration.ofSeconds(10);

    private final Lane lane;
    private final LanePortal portal;
    private final ForwardingMetrics metrics;
    private final long nanos;

    /** One answer has one effect on lane and portal, however many messages it concerns. */
    private final Map<Disposition, Duration> waits = new EnumMap<>(Disposition.class);

    private ParkingReason parking;
    private int executed;

    Answers(Lane lane, LanePortal portal, ForwardingMetrics metrics, long nanos) {
        this.lane = lane;
        this.portal = portal;
        this.metrics = metrics;
        this.nanos = nanos;
    }

    Outcome settle(List<DueMessage> messages, Answer<UpdateResults> answer) {
        if (answer instanceof Answer.Ok<UpdateResults> ok) {
            return answered(messages, ok.value());
        }
        if (answer instanceof Answer.Refused<UpdateResults> refused) {
            return refused(messages, refused.error());
        }
        FailureKind kind = ((Answer.Failed<UpdateResults>) answer).kind();
        metrics.disposed(Disposition.RETRY_LATER, messages.size());
        if (kind == FailureKind.UNEXPECTED && messages.size() == 1) {
            return Outcome.of(each(messages, m -> repeat(m, kind.mayHaveRun(), kind.name())));
        }
        return Outcome.of(each(
                messages, m -> Settlement.failed(m, once(Disposition.RETRY_LATER), kind.mayHaveRun(), kind.name())));
    }

    /** Nothing was sent: the token could not be renewed now. */
    Outcome notSent(List<DueMessage> messages, String reason) {
        return Outcome.of(each(messages, m -> Settlement.postponed(m, once(Disposition.RETRY_LATER), reason)));
    }

    /** The authorisation server gives no token for this portal. */
    Outcome refusedRefresh(List<DueMessage> messages, RefreshOutcome.Refused refused) {
        Disposition disposition = Dispositions.ofRefresh(refused);
        metrics.disposed(disposition, messages.size());
        if (disposition == Disposition.RETRY_LATER) {
            return notSent(messages, refused.code());
        }
        return outcome(each(messages, m -> park(m, refused.code(), disposition)), false);
    }

    private Outcome answered(List<DueMessage> messages, UpdateResults answered) {
        lane.succeeded();
        answered.operating().ifPresent(stated -> portal.operating().stated(stated, messages.size(), nanos));
        List<CommandResult> results = answered.results();
        executed = (int)
                results.stream().filter(CommandResult.Done.class::isInstance).count();
        boolean allDenied = results.size() > 1 && results.stream().allMatch(Answers::isDenied);
        List<Settlement> settlements = IntStream.range(0, messages.size())
                .mapToObj(i -> command(messages.get(i), results.get(i), allDenied))
                .toList();
        return outcome(settlements, true);
    }

    /** A single call is refused like a command of a batch; what concerns the whole call concerns each message. */
    private Outcome refused(List<DueMessage> messages, ApiError error) {
        boolean own = messages.size() == 1 && Dispositions.mayBeOfOneMessage(error);
        List<Settlement> settlements = each(messages, message -> error(message, error, true, own));
        boolean letIn = parking == null && Dispositions.isAboutMessages(error);
        return outcome(settlements, letIn);
    }

    private Outcome outcome(List<Settlement> settlements, boolean letIn) {
        return new Outcome(settlements, Optional.ofNullable(parking), letIn && parking == null);
    }

    private Settlement command(DueMessage message, CommandResult result, boolean allDenied) {
        if (result instanceof CommandResult.Done) {
            metrics.disposed(Disposition.DONE, 1);
            return Settlement.forwarded(message);
        }
        if (result instanceof CommandResult.Rejected rejected) {
            return error(message, rejected.error(), allDenied, true);
        }
        metrics.disposed(Disposition.RETRY_LATER, 1);
        return repeat(message, false, "NOT_EXECUTED");
    }

    /**
     * @param whole whether the call as a whole was refused, not one of its commands
     * @param own whether it may be for this message's sake alone: then the lane goes on
     */
    private Settlement error(DueMessage message, ApiError error, boolean whole, boolean own) {
        Disposition disposition = isInPassing(error) ? Disposition.RETRY_LATER : Dispositions.of(error);
        metrics.disposed(disposition, 1);
        if (Dispositions.isUnknown(error)) {
            metrics.unknownCode(error.code());
        }
        return switch (disposition) {
            case SLOW_DOWN, PAUSE_METHOD, SHRINK_BATCH, SINGLE_CALLS ->
                Settlement.postponed(message, once(disposition), error.name());
            case NOT_YET -> notYet(message, error);
            case REJECT -> Settlement.rejected(message, error.name());
            case DENIED ->
                whole
                        ? park(message, error.name(), Disposition.PARK_AND_PROBE)
                        : Settlement.rejected(message, error.name());
            case REFRESH -> stillRefused(message, error, own);
            case PARK, PARK_AND_PROBE, APPLICATION_ALARM -> park(message, error.name(), disposition);
            case DONE, RETRY_LATER ->
                own
                        ? repeat(message, false, error.name())
                        : Settlement.failed(message, once(Disposition.RETRY_LATER), false, error.name());
        };
    }

    private boolean isInPassing(ApiError error) {
        return error.isWordless()
                && Dispositions.of(error) == Disposition.PARK_AND_PROBE
                && portal.answersOfOthers() < OTHERS_BEFORE_PARKING;
    }

    /** The message waits for longer each time; nothing else does. */
    private Settlement repeat(DueMessage message, boolean mayHaveRun, String code) {
        double seconds = FIRST_REPEAT.toSeconds() * Math.pow(REPEAT_FACTOR, message.refusals());
        Duration wait = Duration.ofSeconds((long) Math.min(seconds, LONGEST_REPEAT.toSeconds()));
        return Settlement.refused(message, lane.aboutAfter(wait), mayHaveRun, code);
    }

    /** A token that was just refreshed may expire again; but it is not to be unknown. */
    private Settlement stillRefused(DueMessage message, ApiError error, boolean own) {
        if (!error.is(ApiCode.EXPIRED_TOKEN)) {
            return park(message, error.name(), Disposition.PARK_AND_PROBE);
        }
        return own
                ? repeat(message, false, error.name())
                : Settlement.postponed(message, once(Disposition.RETRY_LATER), error.name());
    }

    private Settlement park(DueMessage message, String code, Disposition disposition) {
        parking = new ParkingReason(code, disposition);
        portal.close(nanos, UNTIL_PARKED);
        return Settlement.postponed(message, Duration.ZERO, code);
    }

    private static Settlement notYet(DueMessage message, ApiError error) {
        if (message.age().compareTo(YOUNG) >= 0) {
            return Settlement.rejected(message, error.name());
        }
        Duration wait = NOT_YET.get(Math.min(message.attempts(), NOT_YET.size() - 1));
        return Settlement.failed(message, wait, false, error.name());
    }

    private Duration once(Disposition disposition) {
        return waits.computeIfAbsent(disposition, this::waitAfter);
    }

    private Duration waitAfter(Disposition disposition) {
        return switch (disposition) {
            case SLOW_DOWN -> {
                lane.budget().foundFull(nanos);
                yield lane.budget().untilAvailable(nanos);
            }
            case PAUSE_METHOD -> portal.close(nanos, portal.operating().blocked(nanos));
            case SHRINK_BATCH -> {
                portal.shrinkBatch(executed);
                yield Duration.ZERO;
            }
            case SINGLE_CALLS -> {
                portal.singleCallsOnly();
                yield Duration.ZERO;
            }
            default -> lane.backOff(nanos);
        };
    }

    private static boolean isDenied(CommandResult result) {
        return result instanceof CommandResult.Rejected rejected
                && Dispositions.of(rejected.error()) == Disposition.DENIED;
    }

    private static List<Settlement> each(List<DueMessage> messages, Function<DueMessage, Settlement> settlement) {
        return messages.stream().map(settlement).toList();
    }
}
