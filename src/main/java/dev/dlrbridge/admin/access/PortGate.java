package dev.dlrbridge.admin.access;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.net.RefusedRequests;
import dev.dlrbridge.net.RefusedRequests.Reason;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * What every request passes first: a path that could be read as another one is refused before anything is matched with
 * it, and each port leads only to its own.
 */
@Singleton
class PortGate {
    private final InsidePort inside;
    private final RefusedRequests refused;

    PortGate(InsidePort inside, RefusedRequests refused) {
        this.inside = inside;
        this.refused = refused;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::pass).failureHandler(this::pathless);
    }

    /** The router fails a path without a slash before it asks anyone, and would log it as a fault of ours. */
    private void pathless(RoutingContext exchange) {
        String path = exchange.request().path();
        if (path != null && path.startsWith("/")) {
            exchange.next();
        } else {
            refuse(exchange.request(), Problem.AMBIGUOUS_PATH, Reason.PATH);
        }
    }

    private void pass(RoutingContext exchange) {
        String path = exchange.request().path();
        if (!PlainPath.isPlain(path)) {
            refuse(exchange.request(), Problem.AMBIGUOUS_PATH, Reason.PATH);
        } else if (isServed(exchange.request(), path)) {
            exchange.next();
        } else {
            refuse(exchange.request(), Problem.NOT_FOUND, Reason.PORT);
        }
    }

    private boolean isServed(HttpServerRequest request, String path) {
        boolean outside = path.startsWith("/dlr/") || path.startsWith("//dlr/") || path.startsWith("/bitrix24/");
        if (inside.received(request)) {
            return !outside && inside.leadsTo(path);
        }
        return outside && !isQuestionOfAPage(request, path);
    }

    /** The framework would answer it, below an address of a portal's whatever follows; no page of another site may ask. */
    private static boolean isQuestionOfAPage(HttpServerRequest request, String path) {
        return request.method() == HttpMethod.OPTIONS && path.startsWith("/bitrix24/");
    }

    /** The rest of a body is not waited for. */
    private void refuse(HttpServerRequest request, Problem problem, Reason reason) {
        refused.add(reason, request.path());
        if (!request.isEnded()) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        problem.send(request.response());
        request.resume();
    }
}
