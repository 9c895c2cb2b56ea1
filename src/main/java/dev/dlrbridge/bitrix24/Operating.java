package dev.dlrbridge.bitrix24;

import java.time.Duration;
import java.util.Optional;

/**
 * Execution time that the portal counts against the application and method.
 *
 * @param seconds the sum of the last ten minutes; Bitrix24 blocks at some 420 to 480
 * @param resetsIn how long after the answer a part of it lapses, by the portal's own clock; 0 or more
 */
public record Operating(double seconds, Optional<Duration> resetsIn) {}
