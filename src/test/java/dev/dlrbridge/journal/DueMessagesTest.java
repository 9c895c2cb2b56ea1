package dev.dlrbridge.journal;

import static dev.dlrbridge.gateway.Status.DELIVERED;
import static dev.dlrbridge.gateway.Status.QUEUED;
import static dev.dlrbridge.gateway.Status.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class DueMessagesTest {
    private final LaneFixture lane;
    private final DueMessages due;

    DueMessagesTest(LaneFixture lane, DueMessages due) {
        this.lane = lane;
        this.due = due;
    }

    @BeforeEach
    void holdTheLane() {
        lane.hold();
    }

    @AfterEach
    void leaveTheLane() {
        lane.leave();
    }

    @Test
    void shouldTakeWhatIsDueOnceAndTellTheStatus() {
        // Given
        lane.append("m1", SENT);

        // When
        List<DueMessage> taken = lane.take(10);
        List<DueMessage> again = lane.take(10);

        // Then
        assertThat(taken).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo("m1");
            assertThat(message.status()).isEqualTo(SENT);
            assertThat(message.senderCode()).isEqualTo("sender");
        });
        assertThat(again).isEmpty();
    }

    @Test
    void shouldTakeNothingForAnOwnerWhoseLeasePassedOn() {
        // Given
        lane.append("m1", SENT);

        // When, Then
        assertThat(lane.take(10, 6)).isEmpty();
        lane.execute("UPDATE lane SET lease_until = now() - interval '1 second' WHERE account = $1", lane.account());
        assertThat(lane.take(10)).isEmpty();
    }

    @Test
    void shouldTakeNothingOfAParkedPortal() {
        // Given
        lane.append("m1", SENT);
        lane.execute("UPDATE portal SET state = 'parked' WHERE id = $1", lane.portalId());

        // When, Then
        assertThat(lane.take(10)).isEmpty();
    }

    @Test
    void shouldTakeOneOfAParkedPortalWhoseProbeIsDue() {
        // Given
        lane.append("m1", SENT);
        lane.append("m2", SENT);

        // When
        lane.execute(
                "UPDATE portal SET state = 'parked', probe_at = now() + interval '1 hour' WHERE id = $1",
                lane.portalId());
        List<DueMessage> before = lane.take(10);
        lane.execute("UPDATE portal SET probe_at = now() WHERE id = $1", lane.portalId());

        // Then
        assertThat(before).isEmpty();
        assertThat(lane.take(10)).singleElement().satisfies(probe -> {
            assertThat(probe.messageId()).isEqualTo("m1");
            assertThat(probe.kind()).isEqualTo(DueMessage.Kind.PROBE);
        });
    }

    @Test
    void shouldTakeTheLongestDueFirstAndNoMoreThanWanted() {
        // Given
        lane.append("m3", SENT);
        lane.append("m1", SENT);
        lane.append("m2", SENT);

        // When, Then
        assertThat(lane.take(2)).extracting(DueMessage::messageId).containsExactlyInAnyOrder("m3", "m1");
        assertThat(lane.take(2)).extracting(DueMessage::messageId).containsExactly("m2");
    }

    @Test
    void shouldHaveNothingToDoWhenAStatusIsForwarded() {
        // Given
        lane.append("m1", SENT);
        DueMessage taken = lane.take(10).get(0);

        // When
        lane.settle(Settlement.forwarded(taken));

        // Then
        assertThat(lane.message("m1").state()).isEqualTo("forwarded");
        assertThat(lane.message("m1").forwarded()).isEqualTo(SENT);
        assertThat(lane.take(10)).isEmpty();
    }

    @Test
    void shouldSendAHigherStatusOnlyAfterTheCallUnderWayIsSettled() {
        // Given
        lane.append("m1", SENT);
        DueMessage taken = lane.take(10).get(0);

        // When
        lane.append("m1", DELIVERED);

        // Then: not while the call is under way, at once when it is settled
        assertThat(lane.take(10)).isEmpty();
        assertThat(LaneFixture.await(due.settle(List.of(Settlement.forwarded(taken)))))
                .containsExactly(lane.portalId());
        assertThat(lane.take(10)).singleElement().extracting(DueMessage::status).isEqualTo(DELIVERED);
    }

    @Test
    void shouldWaitForTheEndOfTheTakingWhenNobodyKnowsWhetherTheCallRan() {
        // Given
        lane.append("m1", QUEUED);
        DueMessage taken = lane.take(10).get(0);

        // When
        lane.settle(Settlement.failed(taken, Duration.ZERO, true, "TIMEOUT"));
        lane.append("m1", DELIVERED);

        // Then
        assertThat(lane.take(10)).isEmpty();
        lane.endTakings();
        assertThat(lane.take(10)).singleElement().extracting(DueMessage::status).isEqualTo(DELIVERED);
    }

    @Test
    void shouldTryAgainAtOnceWhenTheCallCertainlyDidNotRun() {
        // Given
        lane.append("m1", SENT);
        DueMessage taken = lane.take(10).get(0);

        // When
        lane.settle(Settlement.postponed(taken, Duration.ZERO, "QUERY_LIMIT_EXCEEDED"));

        // Then
        assertThat(lane.take(10))
                .singleElement()
                .extracting(DueMessage::attempts)
                .isEqualTo(0);
    }

    @Test
    void shouldCountAttemptsUntilASuccess() {
        // Given
        lane.append("m1", SENT);
        lane.settle(Settlement.failed(lane.take(10).get(0), Duration.ZERO, false, "ERROR_CORE"));
        DueMessage second = lane.take(10).get(0);
        assertThat(second.attempts()).isEqualTo(1);

        // When
        lane.settle(Settlement.forwarded(second));

        // Then
        assertThat(lane.message("m1").attempts()).isZero();
        assertThat(lane.message("m1").lastError()).isNull();
    }

    @Test
    void shouldTakeFirstSendsAndOnlySoManyRepeatsAsAreWanted() {
        // Given: two repeats, due for longer than three first sends
        refuse("r1");
        refuse("r2");
        lane.letPass(Duration.ofMinutes(1));
        List.of("f1", "f2", "f3").forEach(id -> lane.append(id, SENT));

        // When, Then: none, then one of them whatever there is of first sends
        assertThat(ids(lane.take(2, 0, 10))).containsExactlyInAnyOrder("f1", "f2");
        lane.append("f4", SENT);
        assertThat(ids(lane.take(2, 1, 0))).containsExactlyInAnyOrder("f3", "r1");
        assertThat(ids(lane.take(1, 1, 0))).containsExactly("r2");
        assertThat(ids(lane.take(1, 1, 0))).containsExactly("f4");
    }

    @Test
    void shouldTakeRepeatsAloneOnlyWhereThereIsNoFirstSend() {
        // Given
        refuse("r1");
        refuse("r2");
        lane.append("f1", SENT);

        // When, Then
        assertThat(ids(lane.take(10, 0, 2))).containsExactly("f1");
        assertThat(lane.take(10, 0, 0)).isEmpty();
        assertThat(ids(lane.take(10, 0, 2))).containsExactlyInAnyOrder("r1", "r2");
    }

    @Test
    void shouldProbeAParkedPortalWithARepeatWhenThereIsNothingElse() {
        // Given
        refuse("r1");
        refuse("r2");

        // When
        lane.execute("UPDATE portal SET state = 'parked', probe_at = now() WHERE id = $1", lane.portalId());

        // Then
        assertThat(lane.take(10, 0, 0)).singleElement().satisfies(probe -> {
            assertThat(probe.kind()).isEqualTo(DueMessage.Kind.PROBE);
            assertThat(probe.isRepeat()).isTrue();
        });
    }

    @Test
    void shouldCountTheRefusalsOfAMessageByItselfUntilASuccess() {
        // Given
        refuse("m1");
        lane.settle(Settlement.failed(lane.take(1).get(0), Duration.ZERO, false, "CONNECT_FAILED"));

        // When
        DueMessage third = lane.take(1).get(0);
        lane.settle(Settlement.forwarded(third));

        // Then
        assertThat(third.attempts()).isEqualTo(2);
        assertThat(third.refusals()).isEqualTo(1);
        assertThat(lane.row("refusals", "m1").getInteger(0)).isZero();
    }

    private void refuse(String messageId) {
        lane.append(messageId, SENT);
        lane.settle(Settlement.refused(lane.take(1, 0, 0).get(0), Duration.ZERO, false, "ERROR_CORE"));
    }

    private static List<String> ids(List<DueMessage> messages) {
        return messages.stream().map(DueMessage::messageId).toList();
    }

    @Test
    void shouldShowARejectedMessageAndBeginAnewWhenAHigherStatusIsReported() {
        // Given
        lane.append("m1", SENT);
        lane.settle(Settlement.rejected(lane.take(10).get(0), "ERROR_MESSAGE_NOT_FOUND"));
        assertThat(lane.message("m1").state()).isEqualTo("rejected");
        assertThat(lane.message("m1").lastError()).isEqualTo("ERROR_MESSAGE_NOT_FOUND");

        // When
        lane.append("m1", DELIVERED);

        // Then
        assertThat(lane.message("m1").state()).isEqualTo("pending");
        assertThat(lane.message("m1").attempts()).isZero();
        assertThat(lane.take(10)).hasSize(1);
    }

    @Test
    void shouldChangeNothingWhenATakingIsSettledAfterItsEnd() {
        // Given: the taking ended and the message was taken again
        lane.append("m1", SENT);
        DueMessage first = lane.take(10).get(0);
        lane.endTakings();
        DueMessage second = lane.take(10).get(0);

        // When
        lane.settle(Settlement.postponed(first, Duration.ZERO, "LATE"));

        // Then
        assertThat(lane.take(10)).isEmpty();
        lane.settle(Settlement.forwarded(second));
        assertThat(lane.message("m1").state()).isEqualTo("forwarded");
    }

    @Test
    void shouldFindWorkOnlyOnFreeLanesAndItsOwn() {
        // Given
        lane.append("m1", SENT);

        // When, Then
        assertThat(found(lane.owner())).isTrue();
        assertThat(found(new UUID(0, 1))).isFalse();
        lane.execute("UPDATE lane SET owner = NULL WHERE account = $1", lane.account());
        assertThat(found(new UUID(0, 1))).isTrue();
        lane.execute("UPDATE lane SET blocked_until = now() + interval '1 minute' WHERE account = $1", lane.account());
        assertThat(found(new UUID(0, 1))).isFalse();
    }

    private boolean found(UUID owner) {
        return LaneFixture.await(due.portals(owner)).containsKey(lane.portalId());
    }
}
