package dev.dlrbridge.webhook;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.random.RandomGenerator;

/** When a failed delivery is tried again. */
record BackOff(RandomGenerator random, Clock clock) {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int TRIPLINGS = 8;

    /** What an integrator may ask for; a longer time would be an endpoint switched off without anybody's knowing. */
    private static final Duration LONGEST_ASKED_FOR = Duration.ofDays(1);

    /**
     * @param failures so far, at least 1
     * @param retryAfter as the answer had it, or null
     */
    Duration after(int failures, String retryAfter) {
        Duration own = own(failures);
        Duration asked = askedFor(retryAfter);
        return asked.compareTo(own) > 0 ? asked : own;
    }

    /** Five seconds first, three times as long each time, up to six hours; a quarter more or less. */
    private Duration own(int failures) {
        double seconds = FIRST.toSeconds() * Math.pow(3, Math.min(failures - 1, TRIPLINGS));
        double bounded = Math.min(seconds, LONGEST.toSeconds());
        return Duration.ofMillis(Math.round(bounded * (0.75 + random.nextDouble() / 2) * 1000));
    }

    /** Seconds or a date, see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110</a>. */
    private Duration askedFor(String retryAfter) {
        if (retryAfter == null) {
            return Duration.ZERO;
        }
        Duration asked = parsed(retryAfter.strip());
        return asked.compareTo(LONGEST_ASKED_FOR) > 0 ? LONGEST_ASKED_FOR : asked;
    }

    private Duration parsed(String retryAfter) {
        try {
            return retryAfter.matches("[0-9]{1,9}")
                    ? Duration.ofSeconds(Integer.parseInt(retryAfter))
                    : Duration.between(
                            clock.instant(),
                            Instant.from(ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)));
        } catch (DateTimeException neither) {
            return Duration.ZERO;
        }
    }
}
