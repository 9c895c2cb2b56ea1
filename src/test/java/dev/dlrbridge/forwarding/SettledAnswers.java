package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.UpdateResults;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.Settlement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;

/** What an answer leads to, whatever it says: each message is settled, nothing waits for ever. */
public final class SettledAnswers {
    private static final UUID PORTAL = new UUID(1, 1);
    private static final long NANOS = Duration.ofHours(1).toNanos();
    private static final long TOMORROW = NANOS + Duration.ofDays(1).toNanos();
    private static final ForwardingMetrics METRICS = new ForwardingMetrics(new SimpleMeterRegistry());

    private SettledAnswers() {}

    /** Throws AssertionError unless it leads where it may. */
    public static void settle(Answer<UpdateResults> answer, int commands) {
        Lane lane = new Lane(Lanes.lease("account"), NANOS, new Random(1));
        lane.ownedUntil(Long.MAX_VALUE);
        LanePortal portal = lane.portal(PORTAL);
        List<DueMessage> messages =
                IntStream.range(0, commands).mapToObj(SettledAnswers::message).toList();
        portal.operating().callBegins(commands);
        Outcome outcome = new Answers(lane, portal, METRICS, NANOS).settle(messages, answer);
        portal.operating().callEnds(commands);
        require(outcome.settlements().size() == commands, "a message is not settled");
        outcome.settlements().forEach(SettledAnswers::check);
        require(portal.room(TOMORROW) > 0, "a portal is never called again");
    }

    private static void check(Settlement settlement) {
        Duration wait = settlement.retryAfter();
        boolean soon = wait != null && !wait.isNegative() && wait.compareTo(Duration.ofHours(8)) <= 0;
        require(settlement.forwarded() || settlement.rejected() || soon, "a message waits " + wait);
    }

    private static DueMessage message(int index) {
        return new DueMessage(
                PORTAL,
                "message" + index,
                "sender",
                Status.DELIVERED,
                Instant.EPOCH.atOffset(ZoneOffset.UTC),
                index,
                index,
                Duration.ofMinutes(index),
                Duration.ZERO,
                DueMessage.Kind.FIRST);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
