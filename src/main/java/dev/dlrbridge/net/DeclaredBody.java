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

    /** A body of a few packets comes with its head; only where others wait, one that takes longer is ended. */
    private static final long TIME_MILLIS = 50;

    private final RoutingContext routing;
    private final HttpServerRequest request;
    private final long length;
    private final Context context = Vertx.currentContext();
    private volatile boolean hadTime;
    private boolean isEnding;

    DeclaredBody(RoutingContext routing, long length) {
        this.routing = routing;
        this.request = routing.request();
        this.length = length;
    }

    long length() {
        return length;
    }

    /** Whether it has not come as a whole, though what had arrived with its head must have been read by now. */
    boolean isStalled() {
        return hadTime && !isEnding && !request.isEnded();
    }

    void hold() {
        ServerLimits.hold(request);
    }

    /**
     * From any thread.
     *
     * @param whenLate is run once its time is over, whatever has become of it
     */
    void read(Runnable whenLate) {
        context.owner().setTimer(TIME_MILLIS, over -> {
            hadTime = true;
            whenLate.run();
        });
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
