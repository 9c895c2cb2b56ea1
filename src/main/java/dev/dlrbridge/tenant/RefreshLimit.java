package dev.dlrbridge.tenant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.Bulkhead;

/**
 * Lets so many refreshes be under way at once and no more, all portals together. The rest waits in the order of its
 * coming, before it claims anything, so that a claim does not run out while its refresh waits.
 */
@ApplicationScoped
class RefreshLimit {
    /** The authorisation server has as many connections. */
    static final int MOST_AT_ONCE = 16;
    /** More than one of each lane that a replica holds. */
    static final int MOST_WAITING = 20_000;

    @Bulkhead(value = MOST_AT_ONCE, waitingTaskQueue = MOST_WAITING)
    <T> Uni<T> run(Supplier<Uni<T>> refresh) {
        return refresh.get();
    }
}
