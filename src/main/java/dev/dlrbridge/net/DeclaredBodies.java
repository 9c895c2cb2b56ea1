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
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

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

    private final BodyMemory memory;
    private final Counter tooLarge;
    private final Counter full;
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
        } else if (hasRoom(routing, new Body(administration, length, request))) {
            routing.next();
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
        while (!memory.take(body.administration, body.length)) {
            if (!endOldestUnfinished(body.administration)) {
                return false;
            }
        }
        bodies.add(body);
        routing.addEndHandler(ended -> release(body));
        return true;
    }

    private boolean endOldestUnfinished(boolean administration) {
        Iterator<Body> oldest = bodies.iterator();
        while (oldest.hasNext()) {
            Body body = oldest.next();
            if (body.administration == administration && !body.request.isEnded()) {
                release(body);
                body.request.connection().close();
                return true;
            }
        }
        return false;
    }

    private synchronized void release(Body body) {
        if (bodies.remove(body)) {
            memory.giveBack(body.administration, body.length);
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
        private final boolean administration;
        private final long length;
        private final HttpServerRequest request;

        Body(boolean administration, long length, HttpServerRequest request) {
            this.administration = administration;
            this.length = length;
            this.request = request;
        }
    }
}
