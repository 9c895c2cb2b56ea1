package dev.dlrbridge.sandbox.portal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The execution time that one portal has billed to each application and method; thread-safe. */
public final class OperatingTime {
    /** A call costs nothing unless it took longer than this. */
    public static final long FREE_MICROS = 100_000;

    private static final int BUCKETS = 10;

    private final Map<String, Account> accounts = new HashMap<>();

    /** Whether the method is blocked for the application now. */
    public synchronized boolean isBlocked(String key, OperatingLimit limit, long nowMicros) {
        var account = accounts.get(key);
        return account != null && (account.isBanned(nowMicros) || account.sum(limit, nowMicros) >= limitMicros(limit));
    }

    /** Bills what one call took; model {@code batch} bans when that was too much. */
    public synchronized void bill(String key, OperatingLimit limit, long micros, long nowMicros) {
        if (micros <= FREE_MICROS) {
            return;
        }
        var account = accounts.computeIfAbsent(key, unknown -> new Account());
        account.add(limit, micros, nowMicros);
        if (limit.model() == OperatingModel.BATCH && account.sum(limit, nowMicros) >= limitMicros(limit)) {
            account.ban(nowMicros + limit.banSeconds() * 1_000_000);
        }
    }

    /** What the method has used, and when a part of that is freed. */
    public synchronized Usage usage(String key, OperatingLimit limit, long nowMicros) {
        var account = accounts.get(key);
        return account == null
                ? new Usage(0, (nowMicros + limit.periodSeconds() * 1_000_000) / 1_000_000)
                : account.usage(limit, nowMicros);
    }

    /** Of an application's account for one method. */
    public static String key(String clientId, String method) {
        return clientId + '\0' + method.toLowerCase(Locale.ROOT);
    }

    private static double limitMicros(OperatingLimit limit) {
        return limit.limitSeconds() * 1e6;
    }

    /**
     * Execution time as an answer shows it.
     *
     * @param resetAt in seconds since 1970
     */
    public record Usage(long micros, long resetAt) {
        public Usage plus(long more) {
            return new Usage(micros + more, resetAt);
        }
    }

    private static final class Account {
        private final long[] spent = new long[BUCKETS];
        private final long[] firstAt = new long[BUCKETS];
        private final long[] slots = new long[BUCKETS];
        private long bannedUntil = Long.MIN_VALUE;

        boolean isBanned(long nowMicros) {
            return nowMicros < bannedUntil;
        }

        void ban(long untilMicros) {
            java.util.Arrays.fill(spent, 0);
            bannedUntil = untilMicros;
        }

        void add(OperatingLimit limit, long micros, long nowMicros) {
            var slot = nowMicros / width(limit);
            var bucket = (int) (slot % BUCKETS);
            if (slots[bucket] != slot || spent[bucket] == 0) {
                slots[bucket] = slot;
                spent[bucket] = 0;
                firstAt[bucket] = nowMicros;
            }
            spent[bucket] += micros;
        }

        long sum(OperatingLimit limit, long nowMicros) {
            var sum = 0L;
            for (var i = 0; i < BUCKETS; i++) {
                sum += counts(i, limit, nowMicros) ? spent[i] : 0;
            }
            return sum;
        }

        Usage usage(OperatingLimit limit, long nowMicros) {
            if (isBanned(nowMicros)) {
                return new Usage((long) limitMicros(limit), bannedUntil / 1_000_000);
            }
            var oldest = nowMicros;
            for (var i = 0; i < BUCKETS; i++) {
                oldest = counts(i, limit, nowMicros) && spent[i] > 0 ? Math.min(oldest, firstAt[i]) : oldest;
            }
            var resetAt = (oldest + limit.periodSeconds() * 1_000_000) / 1_000_000;
            return new Usage(sum(limit, nowMicros), resetAt);
        }

        private boolean counts(int bucket, OperatingLimit limit, long nowMicros) {
            return slots[bucket] > nowMicros / width(limit) - BUCKETS;
        }

        private static long width(OperatingLimit limit) {
            return limit.periodSeconds() * 1_000_000 / BUCKETS;
        }
    }
}
