package dev.dlrbridge.sandbox.portal;

/** A leaky bucket: each accepted request adds one, a refused one adds nothing; not thread-safe. */
public final class LeakyBucket {
    private double level;
    private long lastMicros = Long.MIN_VALUE;

    /** Takes one request at this time (any origin, microseconds, steps backward count as none). */
    public boolean tryAdd(RequestLimit limit, long nowMicros) {
        if (limit.unlimited()) {
            return true;
        }
        drain(limit, nowMicros);
        // A tiny tolerance, so that draining in many small steps equals draining in one.
        if (level + 1 > limit.threshold() + 1e-9) {
            return false;
        }
        level += 1;
        return true;
    }

    private void drain(RequestLimit limit, long nowMicros) {
        if (lastMicros != Long.MIN_VALUE && nowMicros > lastMicros) {
            level = Math.max(0, level - (nowMicros - lastMicros) / 1e6 * limit.perSecond());
        }
        lastMicros = nowMicros;
    }
}
