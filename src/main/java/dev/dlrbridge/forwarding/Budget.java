package dev.dlrbridge.forwarding;

import java.time.Duration;

/**
 * The account's leaky bucket as Bitrix24 keeps it: each request adds one, two a second drain away, above 50 requests
 * are refused (<a href="https://apidocs.bitrix24.com/settings/performance/limits.html">limits</a>). We fill it to 45;
 * the rest is for rare administrative calls. Not thread-safe.
 */
final class Budget {
    static final double THRESHOLD = 50;

    private static final double OURS = 45;
    private static final double DRAIN_PER_SECOND = 2;
    private static final double NANOS_PER_SECOND = 1e9;

    private double level;
    private long at;

    /** @param level requests in the bucket at {@code nanos}, 0 or more */
    Budget(double level, long nanos) {
        this.level = level;
        this.at = nanos;
    }

    /** Takes one request out of the budget, unless there is none left. */
    boolean tryTake(long nanos) {
        if (available(nanos) < 1) {
            return false;
        }
        level += 1;
        return true;
    }

    /** Whole requests that may be made at this moment. */
    int available(long nanos) {
        return (int) Math.max(0, Math.floor(OURS - level(nanos)));
    }

    /** How long until one request may be made; zero when it may be made now. */
    Duration untilAvailable(long nanos) {
        double excess = level(nanos) + 1 - OURS;
        return excess <= 0
                ? Duration.ZERO
                : Duration.ofNanos((long) Math.ceil(excess / DRAIN_PER_SECOND * NANOS_PER_SECOND));
    }

    /** The portal refused a request as one too many: the bucket is full, whatever we counted. */
    void foundFull(long nanos) {
        level = THRESHOLD;
        at = nanos;
    }

    /** Requests in the bucket at this moment. */
    double level(long nanos) {
        level = Math.max(0, level - (nanos - at) / NANOS_PER_SECOND * DRAIN_PER_SECOND);
        at = nanos;
        return level;
    }
}
