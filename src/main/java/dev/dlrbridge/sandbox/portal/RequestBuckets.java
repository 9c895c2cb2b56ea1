package dev.dlrbridge.sandbox.portal;

import java.util.LinkedHashMap;
import java.util.Map;

/** One leaky bucket per source address of a portal's callers, as applications behind one address share theirs. */
public final class RequestBuckets {
    private static final int ADDRESSES = 10_000;

    private final Map<String, LeakyBucket> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, LeakyBucket> eldest) {
            return size() > ADDRESSES;
        }
    };

    public synchronized boolean tryAdd(String address, RequestLimit limit, long nowMicros) {
        return byAddress.computeIfAbsent(address, key -> new LeakyBucket()).tryAdd(limit, nowMicros);
    }
}
