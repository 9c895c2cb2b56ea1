package dev.dlrbridge.journal;

import static dev.dlrbridge.gateway.Status.DELIVERED;
import static dev.dlrbridge.gateway.Status.FAILED;
import static dev.dlrbridge.gateway.Status.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.secret.RecipientHashes;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A commit takes what it raises on a lane that was offered to it, if that is ours still and the message free. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TakingCommitTest {
    private final LaneFixture lane;
    private final RecipientHashes recipients;
    private final OpenLanes open = new OpenLanes(null);
    private final ReportWriter writer;

    TakingCommitTest(LaneFixture lane, RecipientHashes recipients, Statements statements) {
        this.lane = lane;
        this.recipients = recipients;
        this.writer = new ReportWriter(statements, open);
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
    void shouldTakeWhatItCommitsOnAnOpenLane() {
        // Given
        offer(50, LaneFixture.EPOCH);

        // When
        Committed committed = commit(SENT, "m1");

        // Then
        assertThat(committed.work()).isEmpty();
        assertThat(committed.wants()).extracting(Want::account).containsExactly(lane.account());
        assertThat(committed.taken()).singleElement().satisfies(message -> {
            assertThat(message.messageId()).isEqualTo("m1");
            assertThat(message.status()).isEqualTo(SENT);
            assertThat(message.senderCode()).isEqualTo("sender");
            assertThat(message.kind()).isEqualTo(DueMessage.Kind.FIRST);
            assertThat(message.age()).isZero();
        });
        assertThat(lane.take(50)).isEmpty();
    }

    @Test
    void shouldSettleWhatItTookAsAnyTaking() {
        // Given
        offer(50, LaneFixture.EPOCH);
        DueMessage taken = commit(DELIVERED, "m1").taken().get(0);

        // When
        lane.settle(Settlement.forwarded(taken));

        // Then
        assertThat(lane.message("m1").state()).isEqualTo("forwarded");
        lane.endTakings();
        assertThat(lane.take(50)).isEmpty();
    }

    @Test
    void shouldBeDueAgainWhenNobodySettlesWhatItTook() {
        // Given
        offer(50, LaneFixture.EPOCH);
        commit(SENT, "m1");

        // When
        lane.endTakings();

        // Then
        assertThat(lane.take(50)).extracting(DueMessage::messageId).containsExactly("m1");
    }

    @Test
    void shouldLeaveDueWhatAnOfferHasNoRoomFor() {
        // Given
        offer(2, LaneFixture.EPOCH);

        // When
        Committed committed = commit(SENT, "m1", "m2", "m3");

        // Then
        assertThat(committed.taken()).extracting(DueMessage::messageId).containsExactlyInAnyOrder("m1", "m2");
        assertThat(committed.work()).isEqualTo(Map.of(lane.portalId(), lane.account()));
        assertThat(lane.take(50)).extracting(DueMessage::messageId).containsExactly("m3");
    }

    @Test
    void shouldTakeNothingOnALaneThatPassedOn() {
        // Given: of an earlier lease
        offer(50, LaneFixture.EPOCH - 1);

        // When
        Committed committed = commit(SENT, "m1");

        // Then
        assertThat(committed.taken()).isEmpty();
        assertThat(committed.work()).containsOnlyKeys(lane.portalId());
        assertThat(lane.take(50)).hasSize(1);
    }

    @Test
    void shouldTakeNothingOnALaneWhoseLeaseRanOut() {
        // Given
        offer(50, LaneFixture.EPOCH);
        lane.execute("UPDATE lane SET lease_until = now() - interval '1 second' WHERE account = $1", lane.account());

        // When, Then
        assertThat(commit(SENT, "m1").taken()).isEmpty();
    }

    @Test
    void shouldTakeNothingOfAParkedPortal() {
        // Given
        offer(50, LaneFixture.EPOCH);
        lane.execute("UPDATE portal SET state = 'parked' WHERE id = $1", lane.portalId());

        // When
        Committed committed = commit(SENT, "m1");

        // Then
        assertThat(committed.taken()).isEmpty();
        assertThat(lane.row("due_at <= now()", "m1").getBoolean(0)).isTrue();
    }

    @Test
    void shouldKeepTheHigherStatusOfAMessageWhoseCallIsUnderWay() {
        // Given
        offer(50, LaneFixture.EPOCH);
        DueMessage sent = commit(SENT, "m1").taken().get(0);
        offer(50, LaneFixture.EPOCH);

        // When
        Committed committed = commit(DELIVERED, "m1");

        // Then
        assertThat(committed.taken()).isEmpty();
        assertThat(lane.take(50)).isEmpty();
        lane.settle(Settlement.forwarded(sent));
        assertThat(lane.take(50)).extracting(DueMessage::status).containsExactly(DELIVERED);
    }

    @Test
    void shouldLeaveARepeatToItsTurn() {
        // Given
        lane.append("m1", SENT);
        DueMessage refused = lane.take(50).get(0);
        lane.settle(Settlement.refused(refused, Duration.ofMinutes(1), false, "REFUSED"));
        offer(50, LaneFixture.EPOCH);

        // When
        Committed committed = commit(DELIVERED, "m1");

        // Then
        assertThat(committed.taken()).isEmpty();
        assertThat(committed.work()).containsOnlyKeys(lane.portalId());
    }

    @Test
    void shouldTakeNothingOfAStatusThatIsNotHigher() {
        // Given
        lane.append("m1", DELIVERED);
        lane.settle(Settlement.forwarded(lane.take(50).get(0)));
        offer(50, LaneFixture.EPOCH);

        // When
        Committed committed = commit(FAILED, "m1");

        // Then: nothing is due, but a take that met the locked message may have passed over it
        assertThat(committed.taken()).isEmpty();
        assertThat(committed.work()).containsOnlyKeys(lane.portalId());
        assertThat(lane.take(50)).isEmpty();
    }

    private void offer(int slots, long epoch) {
        open.offer(lane.owner(), Want.ofOneCall(lane.portalId(), slots, lane.account(), epoch));
    }

    private Committed commit(Status status, String... messageIds) {
        List<StoredReport> reports = Stream.of(messageIds)
                .map(id -> new Entry(
                        lane.channel(),
                        id,
                        new Report(id, null, null, null, status.word(), status, null, null, null, id)))
                .map(entry -> StoredReport.of(entry, recipients))
                .toList();
        return LaneFixture.await(writer.write(reports));
    }
}
