package dev.dlrbridge.journal;

import static dev.dlrbridge.gateway.Status.DELIVERED;
import static dev.dlrbridge.gateway.Status.FAILED;
import static dev.dlrbridge.gateway.Status.QUEUED;
import static dev.dlrbridge.gateway.Status.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessage.Kind;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A portal may overwrite an early final status; it is said once more a minute later. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ConfirmationTest {
    private static final Duration A_MINUTE = Duration.ofSeconds(61);

    private final LaneFixture lane;
    private final DueMessages due;
    private final Journal journal;
    private final Correlations correlations;

    ConfirmationTest(LaneFixture lane, DueMessages due, Journal journal, Correlations correlations) {
        this.lane = lane;
        this.due = due;
        this.journal = journal;
        this.correlations = correlations;
    }

    @BeforeEach
    void holdTheLane() {
        lane.hold();
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.class,
            names = {"UNDELIVERED", "FAILED", "DELIVERED"})
    void shouldConfirmAFinalStatusThatCameSoonAfterAnEarlierReport(Status status) {
        // Given
        lane.append("m1", QUEUED);

        // When
        forward("m1", status);

        // Then
        assertThat(lane.message("m1").state()).isEqualTo("forwarded");
        assertThat(lane.take(10)).isEmpty();
        lane.letPass(A_MINUTE);
        DueMessage confirmation = lane.take(10).get(0);
        assertThat(confirmation.kind()).isEqualTo(Kind.CONFIRMATION);
        assertThat(confirmation.status()).isEqualTo(status);
        lane.settle(Settlement.forwarded(confirmation));
        lane.letPass(A_MINUTE);
        assertThat(lane.take(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldConfirmAStatusThatCameSoonAfterTheCorrelation(boolean correlationFirst) {
        // Given
        if (correlationFirst) {
            correlate("g1", "m1");
        }

        // When
        Report report = new Report(null, null, "g1", null, "delivered", DELIVERED, null, null, null, "g1");
        LaneFixture.await(journal.append(List.of(new Entry(lane.channel(), null, report)), 100));
        if (!correlationFirst) {
            correlate("g1", "m1");
        }
        lane.take(10).forEach(message -> lane.settle(Settlement.forwarded(message)));

        // Then
        assertThat(lane.message("m1").forwarded()).isEqualTo(DELIVERED);
        assertThat(isToBeConfirmed("m1")).isTrue();
    }

    @Test
    void shouldNotConfirmWhenNobodyKnowsHowOldTheMessageIs() {
        // When
        forward("m1", DELIVERED);

        // Then
        assertThat(isToBeConfirmed("m1")).isFalse();
    }

    @Test
    void shouldNotConfirmAStatusThatCameLate() {
        // Given
        lane.append("m1", QUEUED);
        lane.letPass(Duration.ofSeconds(11));

        // When
        forward("m1", DELIVERED);

        // Then
        assertThat(isToBeConfirmed("m1")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "11, false"})
    void shouldCountFromThePortalsOwnRequestWhereItCameToTheBridge(int secondsAgo, boolean confirmed) {
        // Given
        lane.execute(
                "INSERT INTO requested_message (portal_id, message_id, event_id, sender_code, requested_at, deadline_at)"
                        + " VALUES ($1, 'm1', gen_random_uuid(), 'sender', now() - $2 * interval '1 second', now())",
                lane.portalId(),
                secondsAgo);

        // When
        forward("m1", DELIVERED);

        // Then
        assertThat(isToBeConfirmed("m1")).isEqualTo(confirmed);
    }

    @Test
    void shouldNotConfirmAStatusThatIsNotFinal() {
        // Given
        lane.append("m1", QUEUED);

        // When
        forward("m1", SENT);

        // Then
        assertThat(isToBeConfirmed("m1")).isFalse();
    }

    @Test
    void shouldNotConfirmWhenTheChannelNeverWantsIt() {
        // Given
        lane.execute(
                "INSERT INTO channel (id, portal_id, gateway, sender_code, key_hash, key, secrets, settings)"
                        + " VALUES ($1, $2, 'kannel', 'sender', $3::text::bytea, '', '', '{\"confirm\": \"never\"}')",
                lane.channel().channelId(),
                lane.portalId(),
                lane.account());
        lane.append("m1", QUEUED);

        // When
        forward("m1", DELIVERED);

        // Then
        assertThat(isToBeConfirmed("m1")).isFalse();
    }

    @Test
    void shouldConfirmBelowEveryFirstSend() {
        // Given
        lane.append("m1", QUEUED);
        forward("m1", DELIVERED);
        lane.letPass(A_MINUTE);
        lane.append("m2", SENT);
        lane.append("m3", SENT);

        // When, Then
        assertThat(lane.take(2)).extracting(DueMessage::messageId).containsExactlyInAnyOrder("m2", "m3");
        assertThat(lane.take(2)).extracting(DueMessage::messageId).containsExactly("m1");
    }

    @Test
    void shouldFillTheLastCallWithConfirmationsAndMakeNoneForThem() {
        // Given
        List.of("m1", "m2", "m3").forEach(id -> {
            lane.append(id, QUEUED);
            forward(id, DELIVERED);
        });
        lane.letPass(A_MINUTE);
        lane.append("m4", SENT);

        // When
        List<DueMessage> taken = lane.takeInCallsOf(2, 4);

        // Then
        assertThat(taken).extracting(DueMessage::kind).containsExactlyInAnyOrder(Kind.FIRST, Kind.CONFIRMATION);
        assertThat(lane.takeInCallsOf(2, 4)).isEmpty();
        assertThat(lane.take(4)).hasSize(2);
    }

    @Test
    void shouldAddNoConfirmationToAFullCall() {
        // Given
        lane.append("m1", QUEUED);
        forward("m1", DELIVERED);
        lane.letPass(A_MINUTE);
        lane.append("m2", SENT);
        lane.append("m3", SENT);

        // When, Then
        assertThat(lane.takeInCallsOf(2, 4)).extracting(DueMessage::messageId).containsExactlyInAnyOrder("m2", "m3");
    }

    @Test
    void shouldCancelTheConfirmationWhenAHigherStatusComes() {
        // Given
        lane.append("m1", QUEUED);
        forward("m1", FAILED);

        // When
        lane.append("m1", DELIVERED);

        // Then
        assertThat(lane.take(10)).singleElement().satisfies(message -> {
            assertThat(message.kind()).isEqualTo(Kind.FIRST);
            assertThat(message.status()).isEqualTo(DELIVERED);
        });
    }

    @Test
    void shouldSendAHigherStatusOnlyAfterTheConfirmationUnderWayIsSettled() {
        // Given
        lane.append("m1", QUEUED);
        forward("m1", FAILED);
        lane.letPass(A_MINUTE);
        DueMessage confirmation = lane.take(10).get(0);

        // When
        lane.append("m1", DELIVERED);

        // Then
        assertThat(lane.take(10)).isEmpty();
        lane.settle(Settlement.forwarded(confirmation));
        assertThat(lane.take(10)).singleElement().extracting(DueMessage::status).isEqualTo(DELIVERED);
    }

    @Test
    void shouldTryAConfirmationAgainButNotForEver() {
        // Given
        lane.append("m1", QUEUED);
        forward("m1", DELIVERED);
        lane.letPass(A_MINUTE);

        // When
        lane.settle(Settlement.failed(lane.take(10).get(0), Duration.ofSeconds(1), false, "ERROR_CORE"));

        // Then: it is no backlog and no failure of the message
        assertThat(lane.message("m1").state()).isEqualTo("forwarded");
        assertThat(lane.message("m1").attempts()).isZero();
        lane.letPass(Duration.ofMinutes(29));
        DueMessage again = lane.take(10).get(0);
        lane.settle(Settlement.failed(again, Duration.ofMinutes(5), false, "ERROR_CORE"));
        assertThat(isToBeConfirmed("m1")).isFalse();
    }

    @Test
    void shouldForgetAConfirmationThatNobodyCouldTakeForHalfAnHour() {
        // Given
        lane.append("m1", QUEUED);
        forward("m1", DELIVERED);
        lane.letPass(Duration.ofMinutes(32));

        // When
        LaneFixture.await(due.expire(Duration.ofDays(13)));

        // Then
        assertThat(isToBeConfirmed("m1")).isFalse();
    }

    private void correlate(String gatewayId, String messageId) {
        LaneFixture.await(correlations.put(
                lane.channel(), Map.of(gatewayId, new PortalMessage(lane.portalId(), lane.account(), messageId))));
    }

    private void forward(String messageId, Status status) {
        lane.append(messageId, status);
        List<DueMessage> taken = lane.take(10);
        taken.forEach(message -> lane.settle(Settlement.forwarded(message)));
    }

    private boolean isToBeConfirmed(String messageId) {
        return lane.row("confirm_at IS NOT NULL", messageId).getBoolean(0);
    }
}
