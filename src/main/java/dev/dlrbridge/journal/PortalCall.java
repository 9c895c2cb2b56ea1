package dev.dlrbridge.journal;

import java.time.Duration;

/**
 * What is remembered of a call to a portal.
 *
 * @param httpStatus null when no usable answer came
 */
public record PortalCall(Integer httpStatus, Duration took) {
    int millis() {
        return (int) Math.min(took.toMillis(), Integer.MAX_VALUE);
    }
}
