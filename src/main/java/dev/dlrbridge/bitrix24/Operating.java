package dev.dlrbridge.bitrix24;

import java.time.Duration;
import java.util.Optional;

/**
 * Execution time that the portal counts against the application and method.
 *
 * @param seconds the sum of the last ten minutes, 0 to 86,400; Bitrix24 blocks at some 420 to 480
 * @param resetsIn how long after the answer a part of it lapses, by the portal's own clock; 0 to ten minutes
 */
public record Operating(double seconds, Optional<Duration> resetsIn) {
    /** More than the seconds of a day cannot have been counted in ten minutes. */
    public static final double MOST_SECONDS = 86_400;

    /** Ten minutes are counted, so that all of it has lapsed by then. */
    public static final Duration LATEST_RESET = Duration.ofMinutes(10);
}
