package dev.dlrbridge.forwarding;

import dev.dlrbridge.tenant.RequestLimit;
import java.time.Duration;

/**
 * The account's leaky bucket as Bitrix24 keeps it: each request adds one, above the threshold requests are refused
 * (<a href="https://apidocs.bitrix24.com/settings/performance/limits.html">limits</a>). Five requests below the
 * threshold are never used here: they are for rare administrative calls. Not thread-safe.
 */
final class Budget {
    /** Requests below the threshold that are not for statuses. */
    static final double RESERVED = 5;

    private static final double NANOS_PER_SECOND = 1e9;

    /** A refused request means that somebody drains slower than we think; nobody drains slower than this, a second. */
    private static final double SLOWEST_DRAIN = 0.25;

    private static final double LOWERED = 0.8;

    /** What one refusal has taken from the estimated drain comes back within ten minutes. */
    private static final double RECOVERY_PER_SECOND = (1 - LOWERED) / 600;

    private RequestLimit limit;
    private double drain;
    private double level;
    private long at;

    /**
     * @param drain estimated requests a second that leave the bucket, at most the limit's
     * @param level requests in the bucket at {@code nanos}, 0 or more
     */
    Budget(RequestLimit limit, double drain, double level, long nanos) {
        this.limit = limit;
        this.drain = drain;
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

    /** Others of us have made requests that were not taken here. */
    void charge(long requests) {
        level += requests;
    }

    /** Whole requests that may be made at this moment. */
    int available(long nanos) {
        return (int) Math.max(0, Math.floor(ours() - level(nanos)));
    }

    /** Which part of the requests that are ours is used: from 0 up, above 1 when others use the bucket too. */
    double use(long nanos) {
        return level(nanos) / ours();
    }

    /** How long until one request may be made; zero when it may be made now. */
    Duration untilAvailable(long nanos) {
        double excess = level(nanos) + 1 - ours();
        return excess <= 0 ? Duration.ZERO : Duration.ofNanos((long) Math.ceil(excess / drain * NANOS_PER_SECOND));
    }

    /**
     * The portal refused a request as one too many: the bucket is full, whatever we counted, and drains slower than we
     * thought. A portal that was said to have no limit has the usual one.
     */
    void foundFull(long nanos) {
        level(nanos);
        if (limit == RequestLimit.UNLIMITED) {
            limit = RequestLimit.STANDARD;
            drain = limit.drainPerSecond();
        } else {
            drain = Math.max(SLOWEST_DRAIN, drain * LOWERED);
        }
        level = limit.threshold();
    }

    /** The portal's plan is said to be another; what was found out about it before counts no longer. */
    void limit(RequestLimit other, long nanos) {
        if (other != limit) {
            level = Math.min(level(nanos), other.threshold());
            limit = other;
            drain = other.drainPerSecond();
        }
    }

    /** Requests in the bucket at this moment. */
    double level(long nanos) {
        if (limit == RequestLimit.UNLIMITED) {
            at = nanos;
            return level = 0;
        }
        double seconds = (nanos - at) / NANOS_PER_SECOND;
        level = Math.max(0, level - seconds * drain);
        drain = Math.min(limit.drainPerSecond(), drain + seconds * RECOVERY_PER_SECOND * limit.drainPerSecond());
        at = nanos;
        return level;
    }

    /** Estimated requests a second that leave the bucket; null when it is as the plan says. */
    Double loweredDrain() {
        return drain < limit.drainPerSecond() ? drain : null;
    }

    private double ours() {
        return limit.threshold() - RESERVED;
    }
}
