package dev.dlrbridge.net;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Bounds the bodies that the framework reads: each must say how large it is, and is read when there is room for it. */
@ApplicationScoped
class DeclaredBodyRoute {
    private static final Metric REFUSED = Metric.counter(
            "net.refused.bodies", "Bodies refused: too large or of unknown size, or for want of room", "reason");

    /** Behind the route that reads its bodies itself, and before all others. */
    private static final int ORDER = -999;

    private static final List<String> ADMINISTRATION = List.of("/api/", "/console/");
    private static final int LARGEST_OF_ADMINISTRATION = 1 << 20;
    private static final int ALL_OF_ADMINISTRATION = 8 << 20;
    /** Of Bitrix24, that sends some 2 KB, and of anybody. */
    private static final int LARGEST_POST = 64 << 10;

    private static final int ALL_POSTS = 2 << 20;
    private static final String TOO_LARGE = problem(
            413, "Body too large", "The body is larger than any that is expected, or does not say how large it is.");

    private final DeclaredBodies administration;
    private final DeclaredBodies posts;
    private final Counter tooLarge;

    DeclaredBodyRoute(BodyMemory memory, MeterRegistry registry) {
        Counter full = REFUSED.counterIn(registry, "full");
        this.tooLarge = REFUSED.counterIn(registry, "too_large");
        this.administration = new DeclaredBodies(memory, ALL_OF_ADMINISTRATION, full);
        this.posts = new DeclaredBodies(memory, ALL_POSTS, full);
    }

    void register(@Observes Router router) {
        router.route().order(ORDER).handler(this::check);
    }

    private void check(RoutingContext routing) {
        boolean chunked = routing.request().headers().contains(HttpHeaders.TRANSFER_ENCODING);
        String declared = routing.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared == null && !chunked) {
            routing.next();
            return;
        }
        boolean administrative = ADMINISTRATION.stream().anyMatch(routing.normalizedPath()::startsWith);
        long length = chunked ? Long.MAX_VALUE : length(declared);
        if (length > (administrative ? LARGEST_OF_ADMINISTRATION : LARGEST_POST)) {
            tooLarge.increment();
            refuse(routing, 413, TOO_LARGE);
        } else {
            Runnable remove = (administrative ? administration : posts).add(new DeclaredBody(routing, length));
            routing.addEndHandler(ended -> remove.run());
        }
    }

    private static long length(String declared) {
        try {
            return Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    /** The rest of the body comes in vain: the connection ends with the answer. */
    static void refuse(RoutingContext routing, int status, String problem) {
        routing.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(problem);
    }

    /** Of fixed texts, see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>. */
    static String problem(int status, String title, String detail) {
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, status, detail);
    }
}
