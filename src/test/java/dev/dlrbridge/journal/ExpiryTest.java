package dev.dlrbridge.journal;

import static dev.dlrbridge.gateway.Status.DELIVERED;
import static dev.dlrbridge.gateway.Status.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ExpiryTest {
    private static final Duration GIVE_UP = Duration.ofDays(13);

    private final LaneFixture lane;
    private final DueMessages due;

    ExpiryTest(LaneFixture lane, DueMessages due) {
        this.lane = lane;
        this.due = due;
    }

    @BeforeEach
    void holdTheLane() {
        lane.hold();
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "parked", "uninstalled"})
    void shouldGiveUpWhatWaitsForThirteenDaysWhateverThePortal(String state) {
        // Given
        lane.execute("UPDATE portal SET state = $2 WHERE id = $1", lane.portalId(), state);
        lane.append("old", SENT);
        lane.letPass(GIVE_UP.plusSeconds(1));
        lane.append("young", SENT);

        // When
        int expired = LaneFixture.await(due.expire(GIVE_UP));

        // Then
        assertThat(expired).isOne();
        assertThat(lane.message("old").state()).isEqualTo("expired");
        assertThat(lane.message("young").state()).isEqualTo("pending");
    }

    @Test
    void shouldLeaveAMessageAloneWhileItsCallIsUnderWay() {
        // Given
        lane.append("old", SENT);
        lane.letPass(GIVE_UP.plusSeconds(1));
        DueMessage taken = lane.take(1).get(0);

        // When, Then
        assertThat(LaneFixture.await(due.expire(GIVE_UP))).isZero();
        lane.settle(Settlement.forwarded(taken));
        assertThat(lane.message("old").state()).isEqualTo("forwarded");
    }

    @Test
    void shouldBeginAnewWhenAHigherStatusIsReported() {
        // Given
        lane.append("old", SENT);
        lane.letPass(GIVE_UP.plusSeconds(1));
        LaneFixture.await(due.expire(GIVE_UP));

        // When
        lane.append("old", DELIVERED);

        // Then
        assertThat(lane.take(1)).singleElement().extracting(DueMessage::status).isEqualTo(DELIVERED);
    }
}
