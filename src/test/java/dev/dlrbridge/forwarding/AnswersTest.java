package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.bitrix24.CallResult;
import dev.dlrbridge.bitrix24.CommandResult;
import dev.dlrbridge.bitrix24.FailureKind;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.Settlement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {
    private static final UUID PORTAL = UUID.randomUUID();

    private final Lane lane = new Lane(new Lease("account", 1, 0), 0, new Random(1));
    private final Answers answers = new Answers(lane, 0);

    AnswersTest() {
        lane.ownedUntil(Long.MAX_VALUE);
    }

    @Test
    void shouldSettleEachCommandOfABatchByItsOwnAnswer() {
        // Given
        List<DueMessage> messages = List.of(message("done"), message("refused"), message("young"), message("skipped"));
        CallResult result = new CallResult.Answered(
                List.of(
                        new CommandResult.Done(),
                        rejected("ERROR_MESSAGE_STATUS_INCORRECT"),
                        rejected("ERROR_MESSAGE_NOT_FOUND"),
                        new CommandResult.NotExecuted()),
                Optional.empty());

        // When
        List<Settlement> settled = answers.settle(messages, result);

        // Then
        assertThat(settled.get(0)).isEqualTo(Settlement.forwarded(messages.get(0)));
        assertThat(settled.get(1)).isEqualTo(Settlement.rejected(messages.get(1), "ERROR_MESSAGE_STATUS_INCORRECT"));
        assertThat(settled.get(2).retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settled.get(3).error()).isEqualTo("NOT_EXECUTED");
        assertThat(settled.get(3).mayHaveRun()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 0, PT5S", "1, 60, PT30S", "2, 60, PT2M", "3, 200, PT10M", "9, 899, PT10M"})
    void shouldLookForAYoungMessageAgain(int attempts, long ageSeconds, Duration wait) {
        // Given
        DueMessage young = message("young", attempts, Duration.ofSeconds(ageSeconds));

        // When
        Settlement settled = single(young, "ERROR_MESSAGE_NOT_FOUND");

        // Then
        assertThat(settled.retryAfter()).isEqualTo(wait);
        assertThat(settled.rejected()).isFalse();
    }

    @Test
    void shouldGiveUpAnOldMessageThatThePortalDoesNotKnow() {
        // Given
        DueMessage old = message("old", 0, Duration.ofMinutes(15));

        // When
        Settlement settled = single(old, "ERROR_MESSAGE_NOT_FOUND");

        // Then
        assertThat(settled.rejected()).isTrue();
        assertThat(settled.retryAfter()).isNull();
    }

    @Test
    void shouldTakeTheBucketForFullWhenThePortalSaysThatARequestWasOneTooMany() {
        // When
        Settlement settled = single(message("m"), "QUERY_LIMIT_EXCEEDED");

        // Then
        assertThat(settled.attempt()).isFalse();
        assertThat(settled.retryAfter()).isEqualTo(Duration.ofSeconds(3));
        assertThat(lane.freeCalls(0, 2)).isZero();
        assertThat(lane.freeCalls(TimeUnit.SECONDS.toNanos(3), 2)).isEqualTo(1);
    }

    @Test
    void shouldPauseTheLaneWhenTheMethodIsBlocked() {
        // When
        Settlement settled = single(message("m"), "OPERATION_TIME_LIMIT");

        // Then
        assertThat(settled.attempt()).isFalse();
        assertThat(lane.freeCalls(TimeUnit.SECONDS.toNanos(299), 2)).isZero();
        assertThat(lane.freeCalls(TimeUnit.SECONDS.toNanos(300), 2)).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void shouldBackOffAndKeepWhetherTheCallMayHaveRun(FailureKind kind) {
        // When
        List<Settlement> settled =
                answers.settle(List.of(message("a"), message("b")), new CallResult.Failed(kind, true));

        // Then
        assertThat(settled).allSatisfy(settlement -> {
            assertThat(settlement.mayHaveRun()).isTrue();
            assertThat(settlement.attempt()).isTrue();
            assertThat(settlement.retryAfter()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        });
    }

    @Test
    void shouldCountOneFailureForAWholeCallHoweverManyMessagesItHeld() {
        // When
        List<Settlement> first =
                new Answers(lane, 0).settle(List.of(message("a"), message("b"), message("c")), refused("ERROR_CORE"));
        List<Settlement> second = new Answers(lane, 0).settle(List.of(message("a")), refused("ERROR_CORE"));

        // Then
        assertThat(first).extracting(Settlement::retryAfter).allMatch(wait -> wait.toMillis() <= 1000);
        assertThat(second.get(0).retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void shouldBeginWithAShortWaitAgainAfterASuccess() {
        // Given
        for (int i = 0; i < 5; i++) {
            new Answers(lane, 0).settle(List.of(message("a")), refused("ERROR_CORE"));
        }

        // When
        new Answers(lane, 0)
                .settle(
                        List.of(message("a")),
                        new CallResult.Answered(List.of(new CommandResult.Done()), Optional.empty()));

        // Then
        assertThat(lane.backOff(0)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    private Settlement single(DueMessage message, String code) {
        return answers.settle(List.of(message), refused(code)).get(0);
    }

    private static CallResult refused(String code) {
        return new CallResult.Refused(new ApiError(code, 400, ""));
    }

    private static CommandResult rejected(String code) {
        return new CommandResult.Rejected(new ApiError(code, 200, ""));
    }

    private static DueMessage message(String id) {
        return message(id, 0, Duration.ZERO);
    }

    private static DueMessage message(String id, int attempts, Duration age) {
        return new DueMessage(PORTAL, id, "sender", Status.SENT, OffsetDateTime.MAX, attempts, age);
    }
}
