package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.journal.LaneOffers;
import dev.dlrbridge.journal.OpenLanes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lanes are asked when something gives them room, and only then; idle ones are open to commits. */
class LaneOrderTest {
    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final OpenLanes open = new OpenLanes(null);
    private final HeldLanes lanes = new HeldLanes(new UUID(0, 9), open);

    @Test
    void shouldAskALaneWithoutRoomAgainOnlyWhenItsTimeHasCome() {
        // Given
        Lane lane = Lanes.lane("acme");
        hold(lane);
        lane.close(0, Duration.ofMinutes(1));
        assertThat(lanes.wants(0)).isEmpty();

        // When: nothing says that it has room
        lane.woken(FIRST, 0);

        // Then
        assertThat(lanes.wants(TimeUnit.SECONDS.toNanos(59))).isEmpty();
        assertThat(lanes.wants(TimeUnit.SECONDS.toNanos(60))).hasSize(1);
    }

    @Test
    void shouldServeAClosedLaneAtOnceWhenWhatHeldItUpIsMended() {
        // Given
        Lane lane = Lanes.lane("acme");
        hold(lane);
        lane.close(0, Duration.ofMinutes(1));
        assertThat(lanes.wants(0)).isEmpty();

        // When
        lane.woken(FIRST, 0);
        lanes.note(Map.of(FIRST, "acme"));

        // Then
        assertThat(lanes.wants(0)).hasSize(1);
    }

    @Test
    void shouldServeALaneAgainWhoseLeaseIsRenewedLate() {
        // Given
        Lane lane = Lanes.lane("acme");
        hold(lane);
        lanes.ownedUntil(lane, 0);
        assertThat(lanes.wants(0)).isEmpty();
        assertThat(lanes.untilNextOpen(0)).isNull();

        // When
        lanes.ownedUntil(lane, Long.MAX_VALUE);

        // Then
        assertThat(lanes.wants(0)).hasSize(1);
    }

    @Test
    void shouldSayTheShortestTimeOfAllLanesThatWait() {
        // Given
        Lane soon = Lanes.lane("soon");
        Lane late = Lanes.lane("late");
        lanes.note(Map.of(FIRST, "soon", SECOND, "late"));
        acquire(List.of(soon, late));
        soon.close(0, Duration.ofSeconds(2));
        late.close(0, Duration.ofSeconds(9));

        // When
        assertThat(lanes.wants(0)).isEmpty();

        // Then
        assertThat(lanes.untilNextOpen(0)).isEqualTo(Duration.ofSeconds(2));
        lanes.drop(List.of(soon));
        assertThat(lanes.untilNextOpen(0)).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void shouldNotServeALostLaneWhenItsLastCallEnds() {
        // Given
        Lane lane = Lanes.lane("acme");
        hold(lane);
        lane.callBegins(0);
        lanes.drop(List.of(lane));

        // When
        lanes.callEnds(lane, 0);

        // Then
        assertThat(lanes.wants(0)).isEmpty();
        assertThat(lane.isBusy()).isFalse();
    }

    @Test
    void shouldOpenALaneToCommitsOnceATakeHasLeftItIdle() {
        // Given
        hold(Lanes.lane("acme"));
        List<Want> wants = lanes.wants(0);
        lanes.takeBegins(wants);
        assertThat(LaneOffers.claim(open, FIRST)).isEmpty();

        // When
        lanes.takeEnds(wants, 0);

        // Then: one call, for one commit
        assertThat(LaneOffers.claim(open, FIRST)).contains(Want.ofOneCall(FIRST, 50, "acme", 1));
        assertThat(LaneOffers.claim(open, FIRST)).isEmpty();
    }

    @Test
    void shouldOpenALaneAgainWhenItsCallEnds() {
        // Given
        Lane lane = Lanes.lane("acme");
        hold(lane);
        lane.callBegins(0);
        List<Want> wants = lanes.wants(0);
        lanes.takeBegins(wants);
        lanes.takeEnds(wants, 0);
        assertThat(LaneOffers.claim(open, FIRST)).isEmpty();

        // When
        lanes.callEnds(lane, 0);

        // Then
        assertThat(LaneOffers.claim(open, FIRST)).isPresent();
    }

    @Test
    void shouldLetOlderWorkGoBeforeWhatACommitBrings() {
        // Given
        idle(Lanes.lane("acme"));

        // When
        lanes.note(Map.of(FIRST, "acme"));

        // Then
        assertThat(LaneOffers.claim(open, FIRST)).isEmpty();
    }

    @Test
    void shouldLetOlderWorkOfOnePortalGoBeforeWhatACommitBringsForAnotherOfItsLane() {
        // Given
        Lane lane = Lanes.lane("acme");
        lane.portal(SECOND);
        idle(lane);

        // When
        lanes.note(Map.of(SECOND, "acme"));

        // Then
        assertThat(LaneOffers.claim(open, FIRST)).isEmpty();
    }

    @Test
    void shouldOpenALaneToNoMoreCommitsThanItMayHaveCalls() {
        // Given
        Lane lane = Lanes.lane("acme");
        List<UUID> portals = Stream.of(SECOND, new UUID(0, 3), new UUID(0, 4)).toList();
        portals.forEach(lane::portal);

        // When
        idle(lane);

        // Then
        assertThat(Stream.concat(Stream.of(FIRST), portals.stream())
                        .filter(portal -> LaneOffers.claim(open, portal).isPresent()))
                .hasSize(2);
    }

    @Test
    void shouldTakeBackEveryOfferOfALaneWhenACallBegins() {
        // Given
        Lane lane = Lanes.lane("acme");
        lane.portal(SECOND);
        idle(lane);

        // When
        lanes.callBegins(lane, 0);

        // Then
        assertThat(LaneOffers.claim(open, FIRST)).isEmpty();
        assertThat(LaneOffers.claim(open, SECOND)).isEmpty();
    }

    @Test
    void shouldNotLeaveALaneOpenThatBacksOffAfterItsCall() {
        // Given
        Lane lane = Lanes.lane("acme");
        lane.portal(SECOND);
        idle(lane);
        lane.callBegins(0);

        // When
        lane.backOff(0);
        lanes.callEnds(lane, 0);

        // Then
        assertThat(LaneOffers.claim(open, SECOND)).isEmpty();
    }

    @Test
    void shouldNotSpendALanesLastRequestsOnSingleCommits() {
        // Given
        Lane lane = Lanes.lane("acme");
        while (lane.budget().available(0) >= 10) {
            lane.tryRequest(0);
        }

        // When
        idle(lane);

        // Then
        assertThat(LaneOffers.claim(open, FIRST)).isEmpty();
    }

    @Test
    void shouldCloseALaneThatIsLost() {
        // Given
        Lane lane = Lanes.lane("acme");
        idle(lane);

        // When
        lanes.drop(List.of(lane));

        // Then
        assertThat(LaneOffers.claim(open, FIRST)).isEmpty();
    }

    @Test
    void shouldOpenNothingAnyMoreWhenItStops() {
        // Given
        Lane lane = Lanes.lane("acme");
        idle(lane);

        // When
        lanes.close();
        lane.callBegins(0);
        lanes.callEnds(lane, 0);

        // Then
        assertThat(LaneOffers.claim(open, FIRST)).isEmpty();
    }

    private void idle(Lane lane) {
        hold(lane);
        List<Want> wants = lanes.wants(0);
        lanes.takeBegins(wants);
        lanes.takeEnds(wants, 0);
    }

    private void hold(Lane lane) {
        lanes.note(Map.of(FIRST, "acme"));
        acquire(List.of(lane));
    }

    private Map<UUID, String> acquire(List<Lane> acquired) {
        return lanes.acquired(lanes.wishes(), acquired);
    }
}
