package dev.dlrbridge.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A leaky bucket per key: one number each, the moment when the bucket would be empty, so that a check costs a look-up
 * and a comparison. Times are those of one monotonic clock, in nanoseconds.
 */
final class RateLimit<K> {
    private static final long BURST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final long nanosEach;
    private final Map<K, AtomicLong> emptyAt = new ConcurrentHashMap<>();

    RateLimit(int perSecond) {
        this.nanosEach = Math.max(1, TimeUnit.SECONDS.toNanos(1) / perSecond);
    }

    /** Whether the bucket has room; a request may fill it beyond, the next one waits for it. */
    boolean hasRoom(K key, long now) {
        AtomicLong empty = emptyAt.get(key);
        return empty == null || empty.get() - now < BURST_NANOS;
    }

    void add(K key, int number, long now) {
        AtomicLong empty = emptyAt.get(key);
        if (empty == null) {
            empty = emptyAt.computeIfAbsent(key, fresh -> new AtomicLong(now));
        }
        long added = number * nanosEach;
        empty.updateAndGet(time -> (time - now > 0 ? time : now) + added);
    }

    /** An empty bucket is as good as none; one that is filled at this very moment loses a few at most. */
    void forgetEmpty(long now) {
        emptyAt.values().removeIf(empty -> empty.get() - now <= 0);
    }
}
