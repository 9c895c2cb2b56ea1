package dev.dlrbridge.sandbox;

import java.util.concurrent.atomic.AtomicLong;

/** The counters of one portal. */
final class Counters {
    final AtomicLong requests = new AtomicLong();
    final AtomicLong batchCalls = new AtomicLong();
    final AtomicLong commands = new AtomicLong();
    final AtomicLong limitHits = new AtomicLong();
    final AtomicLong operatingHits = new AtomicLong();
    final AtomicLong refreshes = new AtomicLong();
    final AtomicLong repeatedRefreshes = new AtomicLong();
    final AtomicLong needlessRefreshes = new AtomicLong();
    final AtomicLong refusedRefreshes = new AtomicLong();
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong mostOpen = new AtomicLong();

    void opened() {
        var now = open.incrementAndGet();
        mostOpen.accumulateAndGet(now, Math::max);
    }

    void closed() {
        open.decrementAndGet();
    }

    PortalStatistics snapshot() {
        return new PortalStatistics(
                requests.get(),
                batchCalls.get(),
                commands.get(),
                limitHits.get(),
                operatingHits.get(),
                refreshes.get(),
                repeatedRefreshes.get(),
                needlessRefreshes.get(),
                refusedRefreshes.get(),
                mostOpen.get());
    }
}
