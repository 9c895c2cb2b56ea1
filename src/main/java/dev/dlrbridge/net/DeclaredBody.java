package dev.dlrbridge.net;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** A body that the framework is to read, whose length the request declares; each is one of its own. */
final class DeclaredBody {
    private static final String FULL = DeclaredBodyRoute.problem(
            503, "Too much at once", "The bodies that are being read take all room there is; send it again.");

    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final long length;
    private final Context context = Vertx.currentContext();
    private boolean isEnding;

    DeclaredBody(RoutingContext routing, long length) {
        this.routing = routing;
        this.request = routing.request();
        this.length = length;
    }

    long length() {
        return length;
    }

    boolean isUnfinished() {
        return !isEnding && !request.isEnded();
    }

    void hold() {
        ServerLimits.hold(request);
    }

    /** From any thread. */
    void read() {
        context.runOnContext(ignored -> {
            ServerLimits.readOn(request);
            routing.next();
        });
    }

    /** From any thread. */
    void refuse() {
        context.runOnContext(ignored -> {
            routing.response().putHeader(HttpHeaders.RETRY_AFTER, "5");
            DeclaredBodyRoute.refuse(routing, 503, FULL);
        });
    }

    /** From any thread. */
    void end() {
        isEnding = true;
        request.connection().close();
    }
}
