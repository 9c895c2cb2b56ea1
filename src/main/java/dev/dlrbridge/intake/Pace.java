package dev.dlrbridge.intake;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets strangers wait for their answers when they are many, so that those who ask again at once are not served faster
 * and faster at the others' expense. Times are those of one monotonic clock, in nanoseconds.
 */
final class Pace {
    private static final long NANOS_EACH = TimeUnit.SECONDS.toNanos(1) / 200;
    private static final long AT_ONCE = 100 * NANOS_EACH;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(3);
    /** Each of those who wait takes memory. */
    private static final int MOST_WAITING = 3_000;

    private final AtomicLong emptyAt;
    private final AtomicInteger waiting = new AtomicInteger();

    Pace(long now) {
        emptyAt = new AtomicLong(now);
    }

    /** How long one is to wait who comes now; one who is, says {@link #hasWaited} then. */
    long waitsFor(long now) {
        long empty =
                emptyAt.updateAndGet(time -> Math.min(Math.max(time - now, 0) + NANOS_EACH, AT_ONCE + LONGEST) + now);
        long wait = empty - now - AT_ONCE;
        if (wait <= 0) {
            return 0;
        }
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return 0;
        }
        return wait;
    }

    void hasWaited() {
        waiting.decrementAndGet();
    }
}
