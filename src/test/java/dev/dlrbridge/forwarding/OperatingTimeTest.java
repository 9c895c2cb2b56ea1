package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.Operating;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OperatingTimeTest {
    private static final int BATCH = 50;

    private final OperatingTime operating = new OperatingTime();

    @Test
    void shouldLimitNothingOnPortalsThatCountNothing() {
        assertThat(operating.room(0, BATCH)).isEqualTo(BATCH);
        assertThat(operating.untilRoom(0)).isZero();
    }

    @Test
    void shouldSendNoMoreThanFitsUnderTheCeiling() {
        // Given: 336 s are the ceiling, a status costs 0.1 s
        state(5, 600, BATCH);
        state(334, 600, 3290);

        // When, Then
        assertThat(operating.room(0, BATCH)).isBetween(15, 25);
    }

    @Test
    void shouldCountWhatIsUnderWay() {
        // Given
        state(5, 600, BATCH);
        state(334, 600, 3290);

        // When
        operating.callBegins(15);

        // Then
        assertThat(operating.room(0, BATCH)).isLessThanOrEqualTo(10);
    }

    @Test
    void shouldWaitAtTheCeilingUntilAPartLapsesThenTryOneCall() {
        // Given
        state(336.5, 40, BATCH);

        // When, Then
        assertThat(operating.room(0, BATCH)).isZero();
        assertThat(operating.untilRoom(0)).isEqualTo(Duration.ofSeconds(40));
        assertThat(operating.room(seconds(40), BATCH)).isEqualTo(BATCH);
        operating.callBegins(BATCH);
        assertThat(operating.room(seconds(40), BATCH)).isZero();
    }

    @Test
    void shouldWaitForAMinuteWhenThePortalDoesNotSayWhenAPartLapses() {
        // When
        operating.stated(new Operating(400, Optional.empty()), BATCH, 0);

        // Then
        assertThat(operating.untilRoom(0)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void shouldStayUnderTheLimitHoweverSlowThePortalIs() {
        // Given: a portal that counts 1 s for each status
        double atPortal = 0;

        // When
        for (int room = operating.room(0, BATCH); room > 0; room = operating.room(0, BATCH)) {
            operating.callBegins(room);
            atPortal += room;
            operating.callEnds(room);
            state(atPortal, 600, room);
        }

        // Then
        assertThat(atPortal).isBetween(0.9 * OperatingTime.CEILING, 420.0);
    }

    @Test
    void shouldWaitAsLongAsABlockLasts() {
        state(430, 97, BATCH);
        assertThat(operating.blocked(0)).isEqualTo(Duration.ofSeconds(97));
        assertThat(operating.blocked(seconds(98))).isEqualTo(Duration.ofSeconds(300));
        state(430, 6000, BATCH);
        assertThat(operating.blocked(0)).isEqualTo(Duration.ofSeconds(600));
    }

    private void state(double seconds, long resetsIn, int statuses) {
        operating.stated(new Operating(seconds, Optional.of(Duration.ofSeconds(resetsIn))), statuses, 0);
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
