package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private final Budget budget = new Budget(0, 0);

    @Test
    void shouldAllowABurstOf45AndNoMore() {
        assertThat(take(100, 0)).isEqualTo(45);
    }

    @Test
    void shouldAllowTwoRequestsASecondOnceTheBurstIsSpent() {
        // Given
        take(45, 0);

        // When, Then
        assertThat(take(10, seconds(1))).isEqualTo(2);
        assertThat(take(10, seconds(11))).isEqualTo(10);
        assertThat(take(100, seconds(3600))).isEqualTo(45);
    }

    @Test
    void shouldStayUnderTheThresholdOfThePortalWhateverTheTimes() {
        // Given: the portal's own count, which drains as ours does
        double atPortal = 0;
        long before = 0;

        // When
        for (long now = 0; now < seconds(300); now += TimeUnit.MILLISECONDS.toNanos(37)) {
            atPortal = Math.max(0, atPortal - 2 * (now - before) / 1e9);
            before = now;
            atPortal += take(3, now);

            // Then
            assertThat(atPortal).isLessThanOrEqualTo(Budget.THRESHOLD);
        }
    }

    @Test
    void shouldSayWhenTheNextRequestMayBeMade() {
        // Given
        take(45, 0);

        // When
        Duration wait = budget.untilAvailable(0);

        // Then
        assertThat(wait).isEqualTo(Duration.ofMillis(500));
        assertThat(budget.tryTake(wait.toNanos() - 1_000_000)).isFalse();
        assertThat(budget.tryTake(wait.toNanos())).isTrue();
    }

    @Test
    void shouldWaitUntilAFullBucketHasDrainedToOurShare() {
        // When
        budget.foundFull(seconds(5));

        // Then: from 50 down to 44 at two a second
        assertThat(budget.untilAvailable(seconds(5))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void shouldGoOnWhereTheFormerOwnerStopped() {
        assertThat(new Budget(40, seconds(7)).available(seconds(7))).isEqualTo(5);
    }

    private int take(int wanted, long nanos) {
        int taken = 0;
        for (int i = 0; i < wanted; i++) {
            taken += budget.tryTake(nanos) ? 1 : 0;
        }
        return taken;
    }

    private static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
