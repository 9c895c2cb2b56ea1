package dev.dlrbridge.sandbox.portal;

import java.util.concurrent.atomic.AtomicLong;

/** The counters of one portal. */
public final class Counters {
    public final AtomicLong requests = new AtomicLong();
    public final AtomicLong batchCalls = new AtomicLong();
    public final AtomicLong commands = new AtomicLong();
    public final AtomicLong limitHits = new AtomicLong();
    public final AtomicLong operatingHits = new AtomicLong();
    public final AtomicLong refreshes = new AtomicLong();
    public final AtomicLong repeatedRefreshes = new AtomicLong();
    public final AtomicLong needlessRefreshes = new AtomicLong();
    public final AtomicLong refusedRefreshes = new AtomicLong();
    private final AtomicLong open = new AtomicLong();
    private final AtomicLong mostOpen = new AtomicLong();

    public void opened() {
        var now = open.incrementAndGet();
        mostOpen.accumulateAndGet(now, Math::max);
    }

    public void closed() {
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
