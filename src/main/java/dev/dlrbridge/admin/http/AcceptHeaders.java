package dev.dlrbridge.admin.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.common.util.MediaTypeHelper;

/**
 * What a caller accepts and nobody can read is passed over: the framework would fail as it writes the answer. Whoever takes
 * anything is given JSON, also where there are other forms of the same list.
 */
@Singleton
class AcceptHeaders {

    /** For the administration alone, so that no report of a gateway is looked at. */
    void register(@Observes Router router) {
        router.route("/api/*").handler(AcceptHeaders::makePlain);
    }

    private static void makePlain(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        List<String> accepted = request.headers().getAll(HttpHeaders.ACCEPT);
        if (accepted.isEmpty() || !isReadable(accepted) || isAnything(accepted)) {
            request.headers().set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        }
        exchange.next();
    }

    private static boolean isAnything(List<String> accepted) {
        String all = String.join(",", accepted);
        return all.contains("/*") && !all.contains(Export.CSV) && !all.contains(Export.NDJSON);
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
