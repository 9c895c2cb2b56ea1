package dev.dlrbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private final BackOff backOff = new BackOff(new Random(1), Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 15", "3, 45", "5, 405", "8, 10935", "9, 21600", "1000, 21600"})
    void shouldWaitThreeTimesAsLongEachTimeUpToSixHours(int failures, int seconds) {
        for (int i = 0; i < 100; i++) {
            assertThat(backOff.after(failures, null).toMillis()).isBetween(seconds * 750L, seconds * 1250L);
        }
    }

    @Test
    void shouldNotSendAllAtTheSameMoment() {
        assertThat(backOff.after(5, null)).isNotEqualTo(backOff.after(5, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 | 120",
                "Sat, 28 Nov 2026 12:10:00 GMT | 600",
                "999999999 | 86400",
                "Sat, 28 Nov 2099 12:10:00 GMT | 86400"
            })
    void shouldWaitAsLongAsItIsAskedToButNotForDays(String retryAfter, int seconds) {
        assertThat(backOff.after(1, retryAfter)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-1", "soon", "''", "1e9", "99999999999999", "Sat, 28 Nov 2020 12:10:00 GMT", "0"})
    void shouldWaitAsUsualWhenItIsAskedForNothingSensible(String retryAfter) {
        assertThat(backOff.after(1, retryAfter)).isBetween(Duration.ofMillis(3750), Duration.ofMillis(6250));
    }
}
