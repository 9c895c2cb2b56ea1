package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.tenant.RequestLimit;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {
    private final Budget budget = budget(RequestLimit.STANDARD, 0, 0);

    @ParameterizedTest
    @CsvSource({"STANDARD, 45, 2", "ENTERPRISE, 245, 5"})
    void shouldAllowTheBurstOfThePlanThenAsMuchAsDrains(RequestLimit limit, int burst, int perSecond) {
        // Given
        Budget ofPlan = budget(limit, 0, 0);

        // When, Then
        assertThat(take(ofPlan, 1000, 0)).isEqualTo(burst);
        assertThat(take(ofPlan, 1000, seconds(1))).isEqualTo(perSecond);
        assertThat(take(ofPlan, 1000, seconds(11))).isEqualTo(10 * perSecond);
        assertThat(take(ofPlan, 1000, seconds(3600))).isEqualTo(burst);
    }

    @Test
    void shouldAllowEverythingWithoutALimit() {
        // Given
        Budget unlimited = budget(RequestLimit.UNLIMITED, 0, 0);

        // When, Then
        assertThat(take(unlimited, 1000, 0)).isEqualTo(1000);
        assertThat(unlimited.untilAvailable(0)).isZero();
        assertThat(unlimited.loweredDrain()).isNull();
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
            atPortal += take(budget, 3, now);

            // Then
            assertThat(atPortal).isLessThanOrEqualTo(RequestLimit.STANDARD.threshold() - Budget.RESERVED);
        }
    }

    @Test
    void shouldSayWhenTheNextRequestMayBeMade() {
        // Given
        take(budget, 45, 0);

        // When
        Duration wait = budget.untilAvailable(0);

        // Then
        assertThat(wait).isEqualTo(Duration.ofMillis(500));
        assertThat(budget.tryTake(wait.toNanos() - 1_000_000)).isFalse();
        assertThat(budget.tryTake(wait.toNanos())).isTrue();
    }

    @Test
    void shouldWaitLongerThanThePlanSaysUntilAFullBucketHasDrained() {
        // When
        budget.foundFull(seconds(5));

        // Then: from 50 down to 44 at 1.6 instead of 2 a second
        assertThat(budget.untilAvailable(seconds(5))).isEqualTo(Duration.ofMillis(3750));
        assertThat(budget.loweredDrain()).isEqualTo(1.6);
    }

    @Test
    void shouldTrustThePlanAgainAfterTenMinutesWithoutARefusal() {
        // Given
        budget.foundFull(0);

        // When, Then
        budget.level(seconds(300));
        assertThat(budget.loweredDrain()).isBetween(1.79, 1.81);
        budget.level(seconds(601));
        assertThat(budget.loweredDrain()).isNull();
    }

    @Test
    void shouldFindTheLimitOfAPortalThatWasSaidToHaveNone() {
        // Given
        Budget unlimited = budget(RequestLimit.UNLIMITED, 0, 0);
        take(unlimited, 60, 0);

        // When
        unlimited.foundFull(0);

        // Then
        assertThat(unlimited.untilAvailable(0)).isEqualTo(Duration.ofSeconds(3));
        assertThat(take(unlimited, 1000, seconds(3600))).isEqualTo(45);
    }

    @Test
    void shouldTakeAnotherPlanFromNowOn() {
        // Given
        take(budget, 45, 0);

        // When
        budget.limit(RequestLimit.ENTERPRISE, 0);

        // Then
        assertThat(take(budget, 1000, 0)).isEqualTo(200);
    }

    @Test
    void shouldLeaveRoomForWhatOthersHaveRequested() {
        // When
        budget.charge(44);

        // Then
        assertThat(take(budget, 10, 0)).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhereTheFormerOwnerStopped() {
        assertThat(new Lease("account", 1, true, 40, 0, null, RequestLimit.STANDARD)
                        .budget(seconds(7))
                        .available(seconds(7)))
                .isEqualTo(5);
    }

    @Test
    void shouldTakeTheBucketForFullWhenTheFormerOwnerDied() {
        Lease taken = new Lease("account", 1, false, 0, 4, null, RequestLimit.STANDARD);

        assertThat(taken.budget(seconds(7)).available(seconds(7))).isEqualTo(3);
    }

    private static Budget budget(RequestLimit limit, double level, long nanos) {
        return new Budget(limit, limit.drainPerSecond(), level, nanos);
    }

    private static int take(Budget budget, int wanted, long nanos) {
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
