package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long NOW = Long.MAX_VALUE - SECOND; // it may wrap around

    private final RateLimit<UUID> limit = new RateLimit<>(100);
    private final UUID key = UUID.randomUUID();

    @Test
    void shouldTakeTenSecondsWorthAtOnceAndNoMore() {
        // given
        limit.add(key, 999, NOW);
        boolean before = limit.hasRoom(key, NOW);

        // when
        limit.add(key, 1, NOW);

        // then
        assertThat(before).isTrue();
        assertThat(limit.hasRoom(key, NOW)).isFalse();
        assertThat(limit.hasRoom(UUID.randomUUID(), NOW)).as("another key").isTrue();
    }

    @Test
    void shouldHaveRoomAgainAsTimePasses() {
        // given
        limit.add(key, 1_100, NOW);

        // then
        assertThat(limit.hasRoom(key, NOW + SECOND)).isFalse();
        assertThat(limit.hasRoom(key, NOW + SECOND + 1)).isTrue();
    }

    @Test
    void shouldForgetOnlyWhatIsEmpty() {
        // given
        limit.add(key, 1_100, NOW);

        // when
        limit.forgetEmpty(NOW + 10 * SECOND);

        // then
        assertThat(limit.hasRoom(key, NOW)).as("not yet empty").isFalse();
        limit.forgetEmpty(NOW + 11 * SECOND);
        assertThat(limit.hasRoom(key, NOW)).as("forgotten").isTrue();
    }
}
