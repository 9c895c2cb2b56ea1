package dev.dlrbridge.admin.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/** What a caller accepts and nobody can read is passed over: the framework would fail as it writes the answer. */
@Singleton
class AcceptHeaders {

    /** For the administration alone, so that no report of a gateway is looked at. */
    void register(@Observes Router router) {
        router.route("/api/*").handler(AcceptHeaders::dropUnreadable);
        router.route(AdminPath.CONSOLE + "/*").handler(AcceptHeaders::dropUnreadable);
    }

    private static void dropUnreadable(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (!isReadable(request.headers().getAll(HttpHeaders.ACCEPT))) {
            request.headers().remove(HttpHeaders.ACCEPT);
        }
        exchange.next();
    }

    private static boolean isReadable(Iterable<String> accepted) {
        try {
            accepted.forEach(MediaTypeHelper::parseHeader);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
