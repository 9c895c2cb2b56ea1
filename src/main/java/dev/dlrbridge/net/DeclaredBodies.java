package dev.dlrbridge.net;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the bodies that the framework reads: each must say how large it is, and waits in memory that was taken for it.
 * When there is no room, the oldest of its kind that has not come as a whole ends: who sends slowly keeps out nobody.
 */
@ApplicationScoped
class DeclaredBodies {
    private static final Metric REFUSED = Metric.counter(
            "net.refused.bodies", "Bodies refused: too large or of unknown size, or for want of room", "reason");

    /** Behind the route that reads its bodies itself, and before all others. */
    private static final int ORDER = -999;

    private static final String ADMINISTRATION = "/api/";
    private static final int LARGEST_OF_ADMINISTRATION = 1 << 20;
    private static final int LARGEST = 64 << 10;
    private static final int MOST_WAITING = 64;
    private static final int MOST_TRIES = 20;
    private static final long MILLIS_BETWEEN_TRIES = 50;

    private final BodyMemory memory;
    private final Counter tooLarge;
    private final Counter full;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Set<Body> bodies = new LinkedHashSet<>();

    DeclaredBodies(BodyMemory memory, MeterRegistry registry) {
        this.memory = memory;
        this.tooLarge = REFUSED.counterIn(registry, "too_large");
        this.full = REFUSED.counterIn(registry, "full");
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        String declared = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (declared == null && !chunked) {
            routing.next();
            return;
        }
        boolean administration = routing.normalizedPath().startsWith(ADMINISTRATION);
        long length = chunked ? Long.MAX_VALUE : length(declared);
        if (length > (administration ? LARGEST_OF_ADMINISTRATION : LARGEST)) {
            tooLarge.increment();
            refuse(routing, 413, "Body too large", "The body is too large, or does not say how large it is.");
        } else {
            read(routing, new Body(administration ? "administration" : "posts", length, request), MOST_TRIES);
        }
    }

    /** What was ended for it makes room only some time later. */
    private void read(RoutingContext routing, Body body, int tries) {
        if (hasRoom(routing, body)) {
            routing.next();
        } else if (tries > 0 && waiting.get() < MOST_WAITING) {
            waiting.incrementAndGet();
            ServerLimits.hold(body.request);
            routing.vertx().setTimer(MILLIS_BETWEEN_TRIES, again -> {
                waiting.decrementAndGet();
                ServerLimits.readOn(body.request);
                read(routing, body, tries - 1);
            });
        } else {
            full.increment();
            routing.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
            refuse(routing, 503, "Too much at once", "The bodies that are being read take all room there is.");
        }
    }

    private static long length(String declared) {
        try {
            return Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private synchronized boolean hasRoom(RoutingContext routing, Body body) {
        if (!memory.take(body.holder, body.length)) {
            endOldestUnfinished(body.holder);
            return false;
        }
        bodies.add(body);
        routing.addEndHandler(ended -> release(body));
        return true;
    }

    private void endOldestUnfinished(String holder) {
        for (Body body : bodies) {
            if (body.holder.equals(holder) && !body.isEnding && !body.request.isEnded()) {
                body.isEnding = true;
                body.request.connection().close();
                return;
            }
        }
    }

    private synchronized void release(Body body) {
        if (bodies.remove(body)) {
            memory.giveBack(body.holder, body.length);
        }
    }

    private static void refuse(RoutingContext routing, int status, String title, String detail) {
        routing.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end("{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                        .formatted(title, status, detail));
    }

    /** One that is being read or in work; each is one of its own. */
    private static final class Body {
        private final String holder;
        private final long length;
        private final HttpServerRequest request;
        private boolean isEnding;

        Body(String holder, long length, HttpServerRequest request) {
            this.holder = holder;
            this.length = length;
            this.request = request;
        }
    }
}
