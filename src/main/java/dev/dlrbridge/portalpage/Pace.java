package dev.dlrbridge.portalpage;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets nobody ask for more than a page that is open several times: so much at once, then two requests a second. */
@Singleton
class Pace {
    static final int AT_ONCE = 100;
    private static final long NANOS_EACH = Duration.ofMillis(500).toNanos();
    private static final int MOST_VISITORS = 10_000;

    /** When each visitor's bucket is empty. */
    private final Cache<String, AtomicLong> emptyAt = Caffeine.newBuilder()
            .maximumSize(MOST_VISITORS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    private final LongSupplier nanos;

    @Inject
    Pace() {
        this(System::nanoTime);
    }

    /** @param nanos a monotonic clock */
    Pace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    Response check(ContainerRequestContext request) {
        return request.getSecurityContext().getUserPrincipal() instanceof Visitor visitor && !permits(visitor)
                ? Response.status(Response.Status.TOO_MANY_REQUESTS)
                        .header("Retry-After", 5)
                        .build()
                : null;
    }

    boolean permits(Visitor visitor) {
        long now = nanos.getAsLong();
        AtomicLong empty = emptyAt.get(visitor.getName(), fresh -> new AtomicLong(now));
        long before = empty.getAndUpdate(at -> isFull(at, now) ? at : (at - now > 0 ? at : now) + NANOS_EACH);
        return !isFull(before, now);
    }

    private static boolean isFull(long emptyAt, long now) {
        return emptyAt - now > (AT_ONCE - 1) * NANOS_EACH;
    }
}
