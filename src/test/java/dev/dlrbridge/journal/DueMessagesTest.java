package dev.dlrbridge.journal;

import static dev.dlrbridge.gateway.Status.DELIVERED;
import static dev.dlrbridge.gateway.Status.QUEUED;
import static dev.dlrbridge.gateway.Status.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Report;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class DueMessagesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final UUID owner = UUID.randomUUID();
    private final String account = UUID.randomUUID().toString().replace("-", "");
    private final Destination channel = new Destination(UUID.randomUUID(), account, UUID.randomUUID(), "sender");

    @Inject
    Pool pool;

    @Inject
    Journal journal;

    @Inject
    Messages messages;

    @Inject
    DueMessages due;

    /** The lane belongs to this test, so that the application's own forwarder leaves it alone. */
    @BeforeEach
    void holdTheLane() {
        execute("INSERT INTO application (client_id, client_secret, title, created_at, updated_at)"
                + " VALUES ('app.due', '\\x00', 'due', now(), now()) ON CONFLICT DO NOTHING");
        execute(
                "INSERT INTO portal (id, client_id, member_id, client_endpoint, access_token, refresh_token, expires_at,"
                        + " state, created_at, updated_at)"
                        + " VALUES ($1, 'app.due', $2, 'http://127.0.0.1:1/rest/', '\\x00', '\\x00', now(),"
                        + " 'active', now(), now())",
                channel.portalId(),
                account);
        execute(
                "INSERT INTO lane (account, owner, epoch, lease_until) VALUES ($1, $2, 7, now() + interval '1 hour')",
                account,
                owner);
    }

    @Test
    void shouldTakeWhatIsDueOnceAndTellTheStatus() {
        // Given
        append("m1", SENT);

        // When
        List<DueMessage> taken = take(10, 7);
        List<DueMessage> again = take(10, 7);

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
        append("m1", SENT);

        // When, Then
        assertThat(take(10, 6)).isEmpty();
        execute("UPDATE lane SET lease_until = now() - interval '1 second' WHERE account = $1", account);
        assertThat(take(10, 7)).isEmpty();
    }

    @Test
    void shouldTakeNothingOfAParkedPortal() {
        // Given
        append("m1", SENT);
        execute("UPDATE portal SET state = 'parked' WHERE id = $1", channel.portalId());

        // When, Then
        assertThat(take(10, 7)).isEmpty();
    }

    @Test
    void shouldTakeTheLongestDueFirstAndNoMoreThanWanted() {
        // Given
        append("m3", SENT);
        append("m1", SENT);
        append("m2", SENT);

        // When, Then
        assertThat(take(2, 7)).extracting(DueMessage::messageId).containsExactlyInAnyOrder("m3", "m1");
        assertThat(take(2, 7)).extracting(DueMessage::messageId).containsExactly("m2");
    }

    @Test
    void shouldHaveNothingToDoWhenAStatusIsForwarded() {
        // Given
        append("m1", SENT);
        DueMessage taken = take(10, 7).get(0);

        // When
        settle(Settlement.forwarded(taken));

        // Then
        assertThat(message("m1").state()).isEqualTo("forwarded");
        assertThat(message("m1").forwarded()).isEqualTo(SENT);
        assertThat(take(10, 7)).isEmpty();
    }

    @Test
    void shouldSendAHigherStatusOnlyAfterTheCallUnderWayIsSettled() {
        // Given
        append("m1", SENT);
        DueMessage taken = take(10, 7).get(0);

        // When
        append("m1", DELIVERED);

        // Then: not while the call is under way, at once when it is settled
        assertThat(take(10, 7)).isEmpty();
        assertThat(due.settle(List.of(Settlement.forwarded(taken))).await().atMost(PATIENCE))
                .containsExactly(channel.portalId());
        assertThat(take(10, 7)).singleElement().extracting(DueMessage::status).isEqualTo(DELIVERED);
    }

    @Test
    void shouldWaitForTheEndOfTheTakingWhenNobodyKnowsWhetherTheCallRan() {
        // Given
        append("m1", QUEUED);
        DueMessage taken = take(10, 7).get(0);

        // When
        settle(Settlement.failed(taken, Duration.ZERO, true, "TIMEOUT"));
        append("m1", DELIVERED);

        // Then
        assertThat(take(10, 7)).isEmpty();
        endTakings();
        assertThat(take(10, 7)).singleElement().extracting(DueMessage::status).isEqualTo(DELIVERED);
    }

    @Test
    void shouldTryAgainAtOnceWhenTheCallCertainlyDidNotRun() {
        // Given
        append("m1", SENT);
        DueMessage taken = take(10, 7).get(0);

        // When
        settle(Settlement.postponed(taken, Duration.ZERO, "QUERY_LIMIT_EXCEEDED"));

        // Then
        assertThat(take(10, 7)).singleElement().extracting(DueMessage::attempts).isEqualTo(0);
    }

    @Test
    void shouldCountAttemptsUntilASuccess() {
        // Given
        append("m1", SENT);
        settle(Settlement.failed(take(10, 7).get(0), Duration.ZERO, false, "ERROR_CORE"));
        DueMessage second = take(10, 7).get(0);
        assertThat(second.attempts()).isEqualTo(1);

        // When
        settle(Settlement.forwarded(second));

        // Then
        assertThat(message("m1").attempts()).isZero();
        assertThat(message("m1").lastError()).isNull();
    }

    @Test
    void shouldShowARejectedMessageAndBeginAnewWhenAHigherStatusIsReported() {
        // Given
        append("m1", SENT);
        settle(Settlement.rejected(take(10, 7).get(0), "ERROR_MESSAGE_NOT_FOUND"));
        assertThat(message("m1").state()).isEqualTo("rejected");
        assertThat(message("m1").lastError()).isEqualTo("ERROR_MESSAGE_NOT_FOUND");

        // When
        append("m1", DELIVERED);

        // Then
        assertThat(message("m1").state()).isEqualTo("pending");
        assertThat(message("m1").attempts()).isZero();
        assertThat(take(10, 7)).hasSize(1);
    }

    @Test
    void shouldChangeNothingWhenATakingIsSettledAfterItsEnd() {
        // Given: the taking ended and the message was taken again
        append("m1", SENT);
        DueMessage first = take(10, 7).get(0);
        endTakings();
        DueMessage second = take(10, 7).get(0);

        // When
        settle(Settlement.postponed(first, Duration.ZERO, "LATE"));

        // Then
        assertThat(take(10, 7)).isEmpty();
        settle(Settlement.forwarded(second));
        assertThat(message("m1").state()).isEqualTo("forwarded");
    }

    private void endTakings() {
        execute(
                "UPDATE message SET due_at = now(), in_flight_until = now() WHERE portal_id = $1"
                        + " AND in_flight_until IS NOT NULL",
                channel.portalId());
    }

    private void append(String messageId, Status status) {
        Report report = new Report(messageId, null, null, null, status.word(), status, null, null, null, messageId);
        await(journal.append(List.of(new Entry(channel, messageId, report)), 100));
    }

    private List<DueMessage> take(int slots, long epoch) {
        return await(due.take(owner, List.of(new Want(channel.portalId(), slots, account, epoch))));
    }

    private void settle(Settlement settlement) {
        await(due.settle(List.of(settlement)));
    }

    private MessageView message(String id) {
        return await(messages.find(channel.portalId(), id)).orElseThrow();
    }

    private void execute(String sql, Object... values) {
        await(pool.preparedQuery(sql).execute(Tuple.from(values)));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
