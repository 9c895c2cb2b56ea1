package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.bitrix24.CommandResult;
import dev.dlrbridge.bitrix24.UpdateResults;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.journal.Settlement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An hour of a portal that never takes some of its messages, with twenty good ones a second, by a clock that is moved. */
class StubbornMessagesTest {
    private static final UUID PORTAL = new UUID(1, 1);
    private static final int PER_SECOND = 20;
    private static final int HOUR = 3600;

    private final Lane lane = new Lane(Lanes.lease("account"), 0, new Random(1));
    private final LanePortal portal = lane.portal(PORTAL);
    private final ForwardingMetrics metrics = new ForwardingMetrics(new SimpleMeterRegistry());
    private final PriorityQueue<Waiting> repeats = new PriorityQueue<>(Comparator.comparing(Waiting::due));
    private final Map<String, Integer> tries = new HashMap<>();
    private int good;
    private long commands;
    private long repeated;

    StubbornMessagesTest() {
        lane.ownedUntil(Long.MAX_VALUE);
        portal.mayHaveWork(true);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1048582",
        "300, 1048582",
        "300, ERROR_CORE",
        "300, SOMETHING_NEW",
        "300, INTERNAL_SERVER_ERROR",
        "300, ''",
        "300, NOT_IN_THE_ANSWER"
    })
    void shouldCostTheOthersNextToNothingAndBeTriedNevertheless(int stubborn, String code) {
        // Given
        IntStream.range(0, stubborn).forEach(i -> repeats.add(new Waiting("stubborn" + i, 1, 0)));

        // When: a call each half second, as the account's request limit has it
        for (int call = 0; call < 2 * HOUR; call++) {
            int fresh = PER_SECOND / 2;
            call(TimeUnit.MILLISECONDS.toNanos(500L * call), fresh, code);
        }

        // Then
        assertThat(good).isEqualTo(PER_SECOND * HOUR);
        assertThat(repeated).isLessThanOrEqualTo(commands / 20);
        assertThat(tries)
                .hasSize(stubborn)
                .allSatisfy((id, times) -> assertThat(times).isBetween(4, 9));
    }

    private void call(long now, int fresh, String code) {
        lane.budget().tryTake(now);
        List<Want> wants = lane.wants(now);
        assertThat(wants).as("the lane is never closed").hasSize(1);
        List<DueMessage> messages = new ArrayList<>();
        IntStream.range(0, fresh).forEach(i -> messages.add(message("good", 0)));
        while (messages.size() < fresh + wants.get(0).repeats() && !repeats.isEmpty() && repeats.peek().due <= now) {
            Waiting next = repeats.poll();
            messages.add(message(next.id, next.refusals));
        }
        portal.repeats().taken(messages);
        new Answers(lane, portal, metrics, now)
                .settle(messages, answer(messages, code))
                .settlements()
                .forEach(settled -> note(settled, now));
    }

    private void note(Settlement settled, long now) {
        commands++;
        DueMessage message = settled.message();
        if (settled.forwarded()) {
            good++;
            return;
        }
        repeated++;
        tries.merge(message.messageId(), 1, Integer::sum);
        long due = now + settled.retryAfter().toNanos();
        repeats.add(new Waiting(message.messageId(), message.refusals() + 1, due));
    }

    private static Answer<UpdateResults> answer(List<DueMessage> messages, String code) {
        CommandResult refusal = code.equals("NOT_IN_THE_ANSWER")
                ? new CommandResult.NotExecuted()
                : new CommandResult.Rejected(new ApiError(code, 200, ""));
        return new Answer.Ok<>(new UpdateResults(
                messages.stream()
                        .map(message -> message.isRepeat() ? refusal : new CommandResult.Done())
                        .toList(),
                Optional.empty()));
    }

    private static DueMessage message(String id, int refusals) {
        return new DueMessage(
                PORTAL,
                id,
                "sender",
                Status.SENT,
                OffsetDateTime.MAX,
                refusals,
                refusals,
                Duration.ZERO,
                Duration.ZERO,
                DueMessage.Kind.FIRST);
    }

    private record Waiting(String id, int refusals, long due) {}
}
