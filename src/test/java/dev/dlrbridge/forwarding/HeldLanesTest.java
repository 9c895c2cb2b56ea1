package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.journal.OpenLanes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HeldLanesTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final OpenLanes open = new OpenLanes(null);
    private final HeldLanes lanes = new HeldLanes(new UUID(0, 9), open);

    @Test
    void shouldWishForLanesThatHaveWorkAndAreNotHeld() {
        // When
        lanes.note(Map.of(FIRST, "acme", SECOND, "acme"));

        // Then
        assertThat(lanes.wants(0)).isEmpty();
        assertThat(lanes.wishes()).containsOnlyKeys(FIRST, SECOND).containsValue("acme");
    }

    @Test
    void shouldWantTwoFullCallsOfALaneOnceItIsHeld() {
        // Given
        lanes.note(Map.of(FIRST, "acme"));

        // When
        acquire(List.of(Lanes.lane("acme")));

        // Then
        assertThat(lanes.hasWishes()).isFalse();
        assertThat(lanes.wants(0)).containsExactly(want(FIRST, 100, 50));
    }

    @Test
    void shouldForgetAWishThatAnotherReplicaHasAnswered() {
        // Given
        lanes.note(Map.of(FIRST, "acme"));

        // When
        acquire(List.of());

        // Then
        assertThat(lanes.hasWishes()).isFalse();
        assertThat(lanes.wants(0)).isEmpty();
    }

    @Test
    void shouldNotWishASecondTimeForALaneThatIsBeingAcquired() {
        // Given
        lanes.note(Map.of(FIRST, "acme"));
        Map<UUID, String> wishes = lanes.wishes();

        // When
        lanes.note(Map.of(FIRST, "acme", SECOND, "acme"));
        lanes.acquired(wishes, List.of(Lanes.lane("acme")));

        // Then
        assertThat(lanes.hasWishes()).isFalse();
        assertThat(lanes.wants(0)).extracting(Want::portalId).containsExactlyInAnyOrder(FIRST, SECOND);
    }

    @Test
    void shouldTellOfWorkThatCameWhileItLearntThatALaneIsElsewhere() {
        // Given
        lanes.note(Map.of(FIRST, "acme"));
        Map<UUID, String> wishes = lanes.wishes();

        // When
        lanes.note(Map.of(SECOND, "acme"));

        // Then
        assertThat(lanes.acquired(wishes, List.of())).containsOnlyKeys(FIRST, SECOND);
        assertThat(lanes.hasWishes()).isFalse();
    }

    @Test
    void shouldKeepAWishForAnotherLaneThatCameMeanwhile() {
        // Given
        lanes.note(Map.of(FIRST, "acme"));
        Map<UUID, String> wishes = lanes.wishes();

        // When
        lanes.note(Map.of(SECOND, "other"));
        lanes.acquired(wishes, List.of(Lanes.lane("acme")));

        // Then
        assertThat(lanes.wishes()).containsOnlyKeys(SECOND);
    }

    @Test
    void shouldWishForNothingWhenItStops() {
        // Given
        lanes.note(Map.of(FIRST, "acme"));

        // When
        lanes.close();

        // Then
        assertThat(lanes.hasWishes()).isFalse();
    }

    @Test
    void shouldShareALaneAmongThePortalsOfItsAccount() {
        // Given
        lanes.note(Map.of(FIRST, "acme", SECOND, "acme"));

        // When
        acquire(List.of(Lanes.lane("acme")));

        // Then
        assertThat(lanes.wants(0)).containsExactlyInAnyOrder(want(FIRST, 50, 50), want(SECOND, 50, 50));
    }

    @Test
    void shouldWantNothingWhenTheLeaseHasRunOut() {
        // Given
        Lane lane = Lanes.lane("acme");
        lanes.note(Map.of(FIRST, "acme"));
        acquire(List.of(lane));

        // When
        lane.ownedUntil(TimeUnit.SECONDS.toNanos(12));

        // Then
        assertThat(lanes.wants(TimeUnit.SECONDS.toNanos(12))).isEmpty();
        assertThat(lane.tryRequest(TimeUnit.SECONDS.toNanos(12))).isFalse();
    }

    @Test
    void shouldWantNothingWhileTwoCallsAreUnderWay() {
        // Given
        Lane lane = Lanes.lane("acme");
        lanes.note(Map.of(FIRST, "acme"));
        acquire(List.of(lane));

        // When
        lane.callBegins(0);
        lane.callBegins(0);

        // Then
        assertThat(lanes.wants(0)).isEmpty();
        lanes.callEnds(lane, 0);
        assertThat(lanes.wants(0)).containsExactly(want(FIRST, 50, 0));
    }

    @Test
    void shouldSayWhenALaneWithoutBudgetOpensAgain() {
        // Given
        Lane lane = Lanes.lane("acme");
        lanes.note(Map.of(FIRST, "acme"));
        acquire(List.of(lane));
        while (lane.tryRequest(0)) {
            // spend it
        }

        // When, Then
        assertThat(lanes.wants(0)).isEmpty();
        assertThat(lanes.untilNextOpen(0)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void shouldReleaseOnlyLanesWithoutWorkAndCalls() {
        // Given
        Lane busy = Lanes.lane("busy");
        Lane idle = Lanes.lane("idle");
        lanes.note(Map.of(FIRST, "busy"));
        acquire(List.of(busy, idle));

        // When, Then
        assertThat(lanes.idleSince(TimeUnit.SECONDS.toNanos(1))).containsExactly(idle);
    }

    @Test
    void shouldServeEveryLaneInTurnWhenOneTakeHasNoRoomForAll() {
        // Given
        List<Lane> held =
                IntStream.range(0, 100).mapToObj(i -> Lanes.lane("a" + i)).toList();
        IntStream.range(0, 100).forEach(i -> lanes.note(Map.of(new UUID(1, i), "a" + i)));
        acquire(held);

        // When
        List<List<String>> takes = Stream.generate(
                        () -> lanes.wants(0).stream().map(Want::account).toList())
                .limit(5)
                .toList();

        // Then: 2000 messages in a take, 100 of a lane
        assertThat(takes).allSatisfy(take -> assertThat(take).hasSize(20));
        assertThat(takes.stream().flatMap(List::stream)).doesNotHaveDuplicates();
    }

    @Test
    void shouldTellOnlyOnceWhoHoldsALaneThenAtOnce() {
        // Given
        Map<UUID, String> work = Map.of(FIRST, "acme");
        assertThat(lanes.note(work)).isEmpty();

        // When, Then
        assertThat(acquire(List.of())).isEqualTo(work);
        assertThat(lanes.note(work)).isEqualTo(work);
        assertThat(lanes.hasWishes()).isFalse();
        lanes.mayBeFree();
        assertThat(lanes.note(work)).isEmpty();
        assertThat(lanes.hasWishes()).isTrue();
    }

    @Test
    void shouldNotTellBackWhatAnotherReplicaHasTold() {
        // Given
        lanes.note(Map.of(FIRST, "acme"));
        acquire(List.of());

        // When
        lanes.heard(Map.of(FIRST, "acme"));

        // Then
        assertThat(lanes.hasWishes()).isTrue();
        assertThat(acquire(List.of())).isEmpty();
    }

    @Test
    void shouldNotForgetWorkThatIsNotedDuringATake() {
        // Given
        lanes.note(Map.of(FIRST, "acme"));
        acquire(List.of(Lanes.lane("acme")));
        lanes.takeBegins(lanes.wants(0));
        assertThat(lanes.wants(0)).isEmpty();

        // When
        lanes.note(Map.of(FIRST, "acme"));

        // Then
        assertThat(lanes.wants(0)).hasSize(1);
    }

    @Test
    void shouldTryAFailingLaneWithOneCallAtATime() {
        // Given
        Lane lane = Lanes.lane("acme");
        lanes.note(Map.of(FIRST, "acme"));
        acquire(List.of(lane));

        // When
        Duration wait = lane.backOff(0);

        // Then
        assertThat(lanes.wants(0)).isEmpty();
        assertThat(lanes.wants(wait.toNanos())).containsExactly(want(FIRST, 50, 50));
        lane.succeeded();
        assertThat(lanes.wants(wait.toNanos())).containsExactly(want(FIRST, 100, 50));
    }

    @Test
    void shouldLeaveOutAPausedPortalButNotTheOthersOfItsAccount() {
        // Given
        Lane lane = Lanes.lane("acme");
        lanes.note(Map.of(FIRST, "acme", SECOND, "acme"));
        acquire(List.of(lane));

        // When
        lane.portal(FIRST).close(0, Duration.ofMinutes(5));

        // Then
        assertThat(lanes.wants(0)).containsExactly(want(SECOND, 100, 50));
    }

    @Test
    void shouldKeepALaneThatWasIdleForLongWhileATakeForItIsUnderWay() {
        // Given
        Lane lane = Lanes.lane("acme");
        lanes.note(Map.of(FIRST, "acme"));
        acquire(List.of(lane));
        long afterLong = TimeUnit.HOURS.toNanos(1);
        List<Want> wants = lanes.wants(afterLong);

        // When
        lanes.takeBegins(wants);

        // Then
        assertThat(lanes.idleSince(afterLong)).isEmpty();
        assertThat(lane.isBusy()).isTrue();

        // When
        lanes.takeEnds(wants, afterLong);

        // Then
        assertThat(lanes.idleSince(afterLong)).containsExactly(lane);
    }

    private Map<UUID, String> acquire(List<Lane> acquired) {
        return lanes.acquired(lanes.wishes(), acquired);
    }

    /** No repeats beside first sends, since there were none yet. */
    private static Want want(UUID portal, int slots, int alone) {
        return new Want(portal, slots, 50, 0, alone, "acme", 1);
    }
}
