package dev.dlrbridge.bitrix24;

import java.time.Instant;
import java.util.Optional;

/**
 * Execution time that the portal counts against the application and method.
 *
 * @param seconds the sum of the last ten minutes; Bitrix24 blocks at some 420 to 480
 * @param resetAt when a part of it lapses, by the portal's clock
 */
public record Operating(double seconds, Optional<Instant> resetAt) {}
