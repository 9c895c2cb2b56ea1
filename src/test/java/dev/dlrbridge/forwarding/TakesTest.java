package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.journal.LaneFixture;
import dev.dlrbridge.journal.OpenLanes;
import dev.dlrbridge.journal.Settlement;
import dev.dlrbridge.tenant.RequestLimit;
import dev.dlrbridge.tenant.Tokens;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is taken and cannot be called any more is due again at once, not when its taking would have ended. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TakesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LaneFixture fixture;
    private final DueMessages due;
    private final Tokens tokens;
    private final Vertx vertx;
    private final Failures failures = new Failures(new SimpleMeterRegistry());
    private final HeldLanes lanes = new HeldLanes(UUID.randomUUID(), new OpenLanes(null));
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> busyAtTheEnd = new CompletableFuture<>();
    private EventLoop loop;
    private Takes takes;
    private Lane lane;

    TakesTest(LaneFixture fixture, DueMessages due, Tokens tokens, Vertx vertx) {
        this.fixture = fixture;
        this.due = due;
        this.tokens = tokens;
        this.vertx = vertx;
    }

    @BeforeEach
    void holdALaneWithWork() {
        fixture.hold();
        fixture.append("m1", Status.DELIVERED);
        Lease lease = new Lease(fixture.account(), LaneFixture.EPOCH, true, 0, 0, null, RequestLimit.STANDARD);
        lane = new Lane(lease, System.nanoTime(), new Random(1));
        lane.ownedUntil(Long.MAX_VALUE);
        lanes.note(Map.of(fixture.portalId(), fixture.account()));
        lanes.acquired(lanes.wishes(), List.of(lane));
        loop = new EventLoop(vertx);
        takes = takes();
    }

    @Test
    void shouldGiveBackWhatWasTakenOfALaneThatIsLostMeanwhile() throws InterruptedException {
        // When
        loop.execute(() -> {
            takes.take();
            lanes.drop(List.of(lane));
        });

        // Then
        assertThat(dueAgain()).containsExactly(fixture.portalId());
    }

    @Test
    void shouldGiveBackWhatATakeFindsAfterTheStopAndSayThatItsLaneHasWork() throws InterruptedException {
        // When
        loop.execute(() -> {
            takes.take();
            takes.stop();
        });

        // Then
        assertThat(dueAgain()).containsExactly(fixture.portalId());
        assertThat(busyAtTheEnd).succeedsWithin(PATIENCE).isEqualTo(false);
        assertThat(lane.portalsWithWork()).containsExactly(fixture.portalId());
    }

    @Test
    void shouldGiveBackWhatACommitTookOnALaneThatIsLostAndWishForItAgain() throws InterruptedException {
        // When
        tellOfACommitThatTook(() -> lanes.drop(List.of(lane)));

        // Then
        assertThat(dueAgain()).containsExactly(fixture.portalId());
        assertThat(lanes.hasWishes()).isTrue();
    }

    @Test
    void shouldGiveBackWhatACommitTookOnALaneThatBacksOffMeanwhile() throws InterruptedException {
        // When
        tellOfACommitThatTook(() -> lane.backOff(System.nanoTime()));

        // Then
        assertThat(dueAgain()).containsExactly(fixture.portalId());
    }

    @Test
    void shouldGiveBackWhatACommitTookWhenAsManyCallsAreUnderWayAsMayBe() throws InterruptedException {
        // When
        tellOfACommitThatTook(() -> {
            lanes.callBegins(lane, System.nanoTime());
            lanes.callBegins(lane, System.nanoTime());
        });

        // Then
        assertThat(dueAgain()).containsExactly(fixture.portalId());
    }

    @Test
    void shouldGiveBackWhatNeedsMoreCallsThanMayBeginByNow() throws InterruptedException {
        // Given
        fixture.append("m2", Status.DELIVERED);
        lane.portal(fixture.portalId()).singleCallsOnly();

        // When
        tellOfACommitThatTook(() -> lanes.callBegins(lane, System.nanoTime()));

        // Then
        assertThat(dueAgain()).containsExactly(fixture.portalId());
    }

    @Test
    void shouldBeginNoCallWhenItStopsWhileTokensAreRead() throws InterruptedException {
        // When: the portal's tokens are not known to its lane
        tellOfACommitThatTook(() -> loop.execute(takes::stop));

        // Then
        assertThat(dueAgain()).containsExactly(fixture.portalId());
        assertThat(lane.callsUnderWay()).isZero();
    }

    @Test
    void shouldSettleTogetherWhatEndsWithinAMoment() throws InterruptedException {
        // Given
        BlockingQueue<Integer> settled = new LinkedBlockingQueue<>();
        SettlementQueue settlements =
                new SettlementQueue(due, loop, (batch, again) -> settled.add(batch.size()), failures);
        List<Settlement> outcomes =
                due.take(fixture.owner(), lanes.wants(System.nanoTime())).await().atMost(PATIENCE).stream()
                        .map(Settlement::forwarded)
                        .toList();

        // When
        loop.execute(() -> settlements.add(outcomes));
        loop.execute(() -> settlements.add(outcomes));

        // Then
        assertThat(outcomes).hasSize(1);
        assertThat(settled.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(2);
    }

    private void tellOfACommitThatTook(Runnable before) {
        List<Want> wants = lanes.wants(System.nanoTime());
        List<DueMessage> messages = due.take(fixture.owner(), wants).await().atMost(PATIENCE);
        loop.execute(() -> {
            before.run();
            takes.takenByCommit(new OpenLanes.Taken(wants, messages, System.nanoTime()));
        });
    }

    private Takes takes() {
        Calls noneBegins = new Calls(lanes, null, null, null, null, loop, System::nanoTime, outcomes::add, failures);
        return new Takes(
                fixture.owner(),
                lanes,
                due,
                tokens,
                noneBegins,
                loop,
                System::nanoTime,
                () -> busyAtTheEnd.complete(lane.isBusy()),
                failures);
    }

    private Set<UUID> dueAgain() throws InterruptedException {
        Outcome outcome = outcomes.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(outcome).isNotNull();
        return due.settle(outcome.settlements()).await().atMost(PATIENCE);
    }
}
