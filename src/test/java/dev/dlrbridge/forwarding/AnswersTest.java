package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiError;
import dev.dlrbridge.bitrix24.CommandResult;
import dev.dlrbridge.bitrix24.FailureKind;
import dev.dlrbridge.bitrix24.Operating;
import dev.dlrbridge.bitrix24.UpdateResults;
import dev.dlrbridge.forwarding.Outcome.ParkingReason;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessage.Kind;
import dev.dlrbridge.journal.Settlement;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswersTest {
    private static final UUID PORTAL = UUID.randomUUID();

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ForwardingMetrics metrics = new ForwardingMetrics(registry);
    private final Lane lane = new Lane(Lanes.lease("account"), 0, new Random(1));
    private final LanePortal portal = lane.portal(PORTAL);

    AnswersTest() {
        lane.ownedUntil(Long.MAX_VALUE);
        portal.mayHaveWork(true);
    }

    @Test
    void shouldSettleEachCommandOfABatchByItsOwnAnswer() {
        // Given
        List<DueMessage> messages = List.of(message("done"), message("refused"), message("young"), message("skipped"));
        Answer<UpdateResults> result = answered(
                new CommandResult.Done(),
                rejected("ERROR_MESSAGE_STATUS_INCORRECT", ""),
                rejected("ERROR_MESSAGE_NOT_FOUND", ""),
                new CommandResult.NotExecuted());

        // When
        Outcome outcome = answers().settle(messages, result);

        // Then
        List<Settlement> settled = outcome.settlements();
        assertThat(settled.get(0)).isEqualTo(Settlement.forwarded(messages.get(0)));
        assertThat(settled.get(1)).isEqualTo(Settlement.rejected(messages.get(1), "ERROR_MESSAGE_STATUS_INCORRECT"));
        assertThat(settled.get(2).retryAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settled.get(3).error()).isEqualTo("NOT_EXECUTED");
        assertThat(settled.get(3).mayHaveRun()).isFalse();
        assertThat(outcome.letIn()).isTrue();
    }

    /** What is refreshed before it gets here was refreshed in vain. */
    @ParameterizedTest
    @CsvFileSource(resources = "/forwarding/codes.csv", numLinesToSkip = 1)
    void shouldActOnEveryCodeAtTopLevel(String code, String text, Disposition disposition) {
        // When
        Outcome outcome =
                answers().settle(List.of(message("a"), message("b")), new Answer.Refused<>(error(code, text)));

        // Then
        assertThat(outcome.settlements())
                .hasSize(2)
                .allSatisfy(settled -> assertSettled(settled, disposition, code))
                .allMatch(settled -> !settled.forwarded() && !settled.mayHaveRun());
        assertThat(outcome.parking().map(ParkingReason::disposition))
                .isEqualTo(expectedParking(code, disposition, true));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/forwarding/codes.csv", numLinesToSkip = 1)
    void shouldActOnEveryCodeInABatchWithoutTouchingWhatWasDone(String code, String text, Disposition disposition) {
        // When
        Outcome outcome = answers()
                .settle(List.of(message("a"), message("b")), answered(new CommandResult.Done(), rejected(code, text)));

        // Then
        assertThat(outcome.settlements().get(0).forwarded()).isTrue();
        assertSettled(outcome.settlements().get(1), ofCommand(disposition, code), code);
        assertThat(outcome.parking().map(ParkingReason::disposition))
                .isEqualTo(expectedParking(code, disposition, false));
    }

    @Test
    void shouldParkThePortalWhenEveryCommandIsDenied() {
        // When
        Outcome outcome = answers()
                .settle(
                        List.of(message("a"), message("b")),
                        answered(
                                rejected("ACCESS_DENIED", "Access denied!"),
                                rejected("ACCESS_DENIED", "Access denied!")));

        // Then
        assertThat(outcome.parking()).contains(new ParkingReason("ACCESS_DENIED", Disposition.PARK_AND_PROBE));
        assertThat(outcome.settlements()).noneMatch(Settlement::rejected);
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
    void shouldTakeTheBucketForFullOnceForAWholeCallThatWasOneTooMany() {
        // When
        List<Settlement> settled = answers()
                .settle(List.of(message("a"), message("b")), new Answer.Refused<>(error("QUERY_LIMIT_EXCEEDED", "")))
                .settlements();

        // Then: from 50 to 44 at 1.6 a second
        assertThat(settled).noneMatch(Settlement::attempt);
        assertThat(settled).allMatch(s -> s.retryAfter().equals(Duration.ofMillis(3750)));
        assertThat(lane.wants(0)).isEmpty();
        assertThat(lane.wants(TimeUnit.MILLISECONDS.toNanos(3750))).hasSize(1);
    }

    @Test
    void shouldPauseThePortalUntilItsOperatingTimeLapses() {
        // Given: the portal has said when a part of it lapses
        answers()
                .settle(
                        List.of(message("m")),
                        new Answer.Ok<>(new UpdateResults(
                                List.of(new CommandResult.Done()),
                                Optional.of(new Operating(410, Optional.of(Duration.ofSeconds(97)))))));

        // When
        Settlement settled = single(message("m"), "OPERATION_TIME_LIMIT");

        // Then
        assertThat(settled.attempt()).isFalse();
        assertThat(settled.retryAfter()).isEqualTo(Duration.ofSeconds(97));
        assertThat(lane.wants(TimeUnit.SECONDS.toNanos(96))).isEmpty();
        assertThat(lane.wants(TimeUnit.SECONDS.toNanos(97))).isNotEmpty();
    }

    @Test
    void shouldPauseForFiveMinutesWhenThePortalNeverSaidForHowLong() {
        assertThat(single(message("m"), "OPERATION_TIME_LIMIT").retryAfter()).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void shouldSendSmallerBatchesWhenThePortalTakesNoMore() {
        // When
        answers()
                .settle(
                        List.of(message("a"), message("b"), message("c")),
                        answered(
                                new CommandResult.Done(),
                                new CommandResult.Done(),
                                rejected("ERROR_BATCH_LENGTH_EXCEEDED", "")));

        // Then
        assertThat(portal.largestBatch()).isEqualTo(2);
    }

    @Test
    void shouldSendSingleCallsWhenThePortalTakesNoBatches() {
        // When
        Outcome outcome = answers()
                .settle(
                        List.of(message("a"), message("b")),
                        new Answer.Refused<>(error("ERROR_BATCH_METHOD_NOT_ALLOWED", "")));

        // Then
        assertThat(portal.largestBatch()).isOne();
        assertThat(outcome.settlements()).allMatch(s -> s.retryAfter().isZero() && !s.attempt());
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void shouldBackOffAndKeepWhetherTheCallMayHaveRun(FailureKind kind) {
        // When
        List<Settlement> settled = answers()
                .settle(List.of(message("a"), message("b")), new Answer.Failed<>(kind))
                .settlements();

        // Then
        assertThat(settled).allSatisfy(settlement -> {
            assertThat(settlement.mayHaveRun()).isEqualTo(kind.mayHaveRun());
            assertThat(settlement.attempt()).isTrue();
            assertThat(settlement.retryAfter()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        });
    }

    @Test
    void shouldCountOneFailureForAWholeCallHoweverManyMessagesItHeld() {
        // When
        answers().settle(List.of(message("a"), message("b"), message("c")), refused("ERROR_CORE"));
        List<Settlement> second = answers()
                .settle(List.of(message("a"), message("b")), refused("ERROR_CORE"))
                .settlements();

        // Then
        assertThat(second)
                .allSatisfy(settled ->
                        assertThat(settled.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    @Test
    void shouldBeginWithAShortWaitAgainAfterASuccess() {
        // Given
        for (int i = 0; i < 5; i++) {
            answers().settle(List.of(message("a"), message("b")), refused("ERROR_CORE"));
        }

        // When
        answers().settle(List.of(message("a")), answered(new CommandResult.Done()));

        // Then
        assertThat(lane.backOff(0)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT5S",
        "1, PT15S",
        "2, PT45S",
        "3, PT2M15S",
        "4, PT6M45S",
        "5, PT20M15S",
        "6, PT1H45S",
        "7, PT3H2M15S",
        "8, PT6H",
        "9, PT6H",
        "1000, PT6H"
    })
    void shouldWaitForLongerEachTimeThatAMessageIsRefusedByItself(int refusals, Duration wait) {
        // When
        Settlement settled = single(refused("m", refusals), "ERROR_CORE");

        // Then
        assertThat(settled.refusal()).isTrue();
        assertThat(settled.retryAfter())
                .isBetween(
                        wait.multipliedBy(3).dividedBy(4), wait.multipliedBy(5).dividedBy(4));
    }

    @ParameterizedTest
    @CsvSource({"1048582", "ERROR_CORE", "SOMETHING_NEW", "INTERNAL_SERVER_ERROR", "CONNECTION_ERROR", "''", "0"})
    void shouldGoOnWithTheLaneWhateverErrorOneCommandHas(String code) {
        // When
        Outcome outcome = answers()
                .settle(List.of(message("a"), message("b")), answered(rejected(code, ""), new CommandResult.Done()));

        // Then
        assertThat(outcome.settlements().get(0).refusal()).isTrue();
        assertThat(outcome.settlements().get(1).forwarded()).isTrue();
        assertThat(lane.closedFor(0)).isZero();
        assertThat(lane.wants(0)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1048582", "ERROR_CORE", "SOMETHING_NEW", "''", "0"})
    void shouldGoOnWithTheLaneWhenASingleCallIsRefusedForItsMessage(String code) {
        // When
        Settlement settled = single(message("a"), code);

        // Then
        assertThat(settled.refusal()).isTrue();
        assertThat(lane.closedFor(0)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CONNECTION_ERROR", "INTERNAL_SERVER_ERROR", "ERROR_UNEXPECTED_ANSWER"})
    void shouldBackOffWithTheLaneWhenASingleCallIsRefusedForThePortal(String code) {
        // When
        Settlement settled = single(message("a"), code);

        // Then
        assertThat(settled.refusal()).isFalse();
        assertThat(lane.closedFor(0)).isPositive();
    }

    @Test
    void shouldGoOnWithTheLaneWhenASingleCallsAnswerSaysNothingOfTheMessage() {
        // When
        Settlement settled = answers()
                .settle(List.of(message("a")), new Answer.Failed<>(FailureKind.UNEXPECTED))
                .settlements()
                .get(0);

        // Then
        assertThat(settled.refusal()).isTrue();
        assertThat(settled.mayHaveRun()).isTrue();
        assertThat(lane.closedFor(0)).isZero();
    }

    @Test
    void shouldCountCodesThatNobodyKnows() {
        // When
        Settlement settled = single(message("a"), "SOMETHING_NEW");

        // Then
        assertThat(settled.attempt()).isTrue();
        assertThat(registry.counter("dlrbridge.forwarding.unknown.codes").count())
                .isEqualTo(1);
    }

    /** A call is let in or not as a whole: what a command says of the token is its message's own trouble. */
    private static Disposition ofCommand(Disposition disposition, String code) {
        if (code.equals("expired_token")) {
            return Disposition.RETRY_LATER;
        }
        return disposition == Disposition.DENIED ? Disposition.REJECT : disposition;
    }

    private static void assertSettled(Settlement settled, Disposition disposition, String code) {
        assertThat(settled.error()).isEqualToIgnoringCase(code);
        switch (disposition) {
            case REJECT -> assertThat(settled.rejected()).isTrue();
            case RETRY_LATER, NOT_YET -> assertThat(settled.attempt()).isTrue();
            default -> assertThat(settled.attempt() || settled.rejected()).isFalse();
        }
    }

    private static Optional<Disposition> expectedParking(String code, Disposition disposition, boolean whole) {
        return switch (disposition) {
            case PARK, PARK_AND_PROBE -> Optional.of(disposition);
            case DENIED -> whole ? Optional.of(Disposition.PARK_AND_PROBE) : Optional.empty();
            case REFRESH -> code.equals("expired_token") ? Optional.empty() : Optional.of(Disposition.PARK_AND_PROBE);
            default -> Optional.empty();
        };
    }

    private Answers answers() {
        return new Answers(lane, portal, metrics, 0);
    }

    private Settlement single(DueMessage message, String code) {
        return answers().settle(List.of(message), refused(code)).settlements().get(0);
    }

    private static Answer<UpdateResults> answered(CommandResult... results) {
        return new Answer.Ok<>(new UpdateResults(List.of(results), Optional.empty()));
    }

    private static Answer<UpdateResults> refused(String code) {
        return new Answer.Refused<>(error(code, ""));
    }

    private static CommandResult rejected(String code, String text) {
        return new CommandResult.Rejected(error(code, text));
    }

    private static ApiError error(String code, String text) {
        return new ApiError(code, 400, text == null ? "" : text);
    }

    private static DueMessage message(String id) {
        return message(id, 0, Duration.ZERO);
    }

    private static DueMessage refused(String id, int refusals) {
        return message(id, refusals, refusals, Duration.ZERO);
    }

    private static DueMessage message(String id, int attempts, Duration age) {
        return message(id, attempts, 0, age);
    }

    private static DueMessage message(String id, int attempts, int refusals, Duration age) {
        return new DueMessage(
                PORTAL,
                id,
                "sender",
                Status.SENT,
                OffsetDateTime.MAX,
                attempts,
                refusals,
                age,
                Duration.ZERO,
                Kind.FIRST);
    }
}
