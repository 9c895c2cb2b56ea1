package dev.dlrbridge.admin.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Slows guessing down: ten wrong tokens from one address at once, then one in six seconds. The addresses that failed
 * longest ago are forgotten first when they are too many.
 */
public final class FailedAttempts {
    public static final int AT_ONCE = 10;
    static final Duration ONE_IN = Duration.ofSeconds(6);

    private static final int MOST_ADDRESSES = 10_000;

    private final LongSupplier nanos;
    private final Map<String, Long> forgivenAt = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /** @param nanos a monotonic clock */
    FailedAttempts(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean isBlocked(String address) {
        Long forgiven = forgivenAt.get(address);
        return forgiven != null && forgiven - nanos.getAsLong() > (AT_ONCE - 1) * ONE_IN.toNanos();
    }

    synchronized void add(String address) {
        long now = nanos.getAsLong();
        Long forgiven = forgivenAt.remove(address);
        long from = forgiven == null || forgiven - now < 0 ? now : forgiven;
        forgivenAt.put(address, from + ONE_IN.toNanos());
    }
}
