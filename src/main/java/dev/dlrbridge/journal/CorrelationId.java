package dev.dlrbridge.journal;

import java.util.Comparator;
import java.util.UUID;

/** The key of a correlation; ordered, since every writer of several rows takes them in the same order. */
record CorrelationId(UUID portalId, UUID channelId, String key) implements Comparable<CorrelationId> {
    private static final Comparator<CorrelationId> ORDER = Comparator.comparing(CorrelationId::portalId)
            .thenComparing(CorrelationId::channelId)
            .thenComparing(CorrelationId::key);

    @Override
    public int compareTo(CorrelationId other) {
        return ORDER.compare(this, other);
    }
}
