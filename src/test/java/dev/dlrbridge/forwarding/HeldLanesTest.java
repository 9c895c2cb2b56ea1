package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.journal.DueMessages.Want;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeldLanesTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final HeldLanes lanes = new HeldLanes(Lanes.CONFIG);

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
        acquire(List.of(lane("acme")));

        // Then
        assertThat(lanes.hasWishes()).isFalse();
        assertThat(lanes.wants(0)).containsExactly(new Want(FIRST, 100, "acme", 1));
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
    void shouldShareALaneAmongThePortalsOfItsAccount() {
        // Given
        lanes.note(Map.of(FIRST, "acme", SECOND, "acme"));

        // When
        acquire(List.of(lane("acme")));

        // Then
        assertThat(lanes.wants(0))
                .containsExactlyInAnyOrder(new Want(FIRST, 50, "acme", 1), new Want(SECOND, 50, "acme", 1));
    }

    @Test
    void shouldWantNothingWhenTheLeaseHasRunOut() {
        // Given
        Lane lane = lane("acme");
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
        Lane lane = lane("acme");
        lanes.note(Map.of(FIRST, "acme"));
        acquire(List.of(lane));

        // When
        lane.callBegins(0);
        lane.callBegins(0);

        // Then
        assertThat(lanes.wants(0)).isEmpty();
        lane.callEnds();
        assertThat(lanes.wants(0)).containsExactly(new Want(FIRST, 50, "acme", 1));
    }

    @Test
    void shouldSayWhenALaneWithoutBudgetOpensAgain() {
        // Given
        Lane lane = lane("acme");
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
        Lane busy = lane("busy");
        Lane idle = lane("idle");
        lanes.note(Map.of(FIRST, "busy"));
        acquire(List.of(busy, idle));

        // When, Then
        assertThat(lanes.idleSince(TimeUnit.SECONDS.toNanos(1))).containsExactly(idle);
    }

    private Map<UUID, String> acquire(List<Lane> acquired) {
        return lanes.acquired(lanes.wishes(), acquired);
    }

    private static Lane lane(String account) {
        Lane lane = new Lane(Lanes.lease(account), 50, 0, new Random(1));
        lane.ownedUntil(Long.MAX_VALUE);
        return lane;
    }
}
