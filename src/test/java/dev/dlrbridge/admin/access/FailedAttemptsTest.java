package dev.dlrbridge.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1); // it may wrap around
    private final FailedAttempts attempts = new FailedAttempts(nanos::get);

    @Test
    void shouldBlockAnAddressAfterTenFailuresAtOnce() {
        // given
        fail("a", FailedAttempts.AT_ONCE - 1);
        boolean before = attempts.isBlocked("a");

        // when
        fail("a", 1);

        // then
        assertThat(before).isFalse();
        assertThat(attempts.isBlocked("a")).isTrue();
        assertThat(attempts.isBlocked("b")).isFalse();
    }

    @Test
    void shouldPermitOneMoreAfterEachPause() {
        // given
        fail("a", FailedAttempts.AT_ONCE);

        // when
        nanos.addAndGet(FailedAttempts.ONE_IN.toNanos());
        boolean afterPause = attempts.isBlocked("a");
        fail("a", 1);

        // then
        assertThat(afterPause).isFalse();
        assertThat(attempts.isBlocked("a")).isTrue();
    }

    @Test
    void shouldForgiveAllAfterAMinute() {
        // given
        fail("a", FailedAttempts.AT_ONCE);

        // when
        nanos.addAndGet(
                FailedAttempts.ONE_IN.multipliedBy(FailedAttempts.AT_ONCE).toNanos());
        fail("a", FailedAttempts.AT_ONCE - 1);

        // then
        assertThat(attempts.isBlocked("a")).isFalse();
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            attempts.add(address);
        }
    }
}
