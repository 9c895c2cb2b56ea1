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
 * Media types that nobody can read, where the framework would fail: what a caller accepts is passed over then, and what he
 * sends is of an unknown type. Whoever takes anything is given JSON, also where there are other forms of the same list.
 */
@Singleton
class MediaTypeHeaders {

    /** For the administration alone, so that no report of a gateway is looked at. */
    void register(@Observes Router router) {
        router.route("/api/*").handler(MediaTypeHeaders::makePlain);
        router.route(AdminPath.CONSOLE + "/*").handler(MediaTypeHeaders::dropUnreadable);
    }

    /** Pages are of one type. */
    private static void dropUnreadable(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (!isReadable(request.headers().getAll(HttpHeaders.ACCEPT))) {
            request.headers().remove(HttpHeaders.ACCEPT);
        }
        replaceUnreadable(request);
        exchange.next();
    }

    private static void makePlain(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        List<String> accepted = request.headers().getAll(HttpHeaders.ACCEPT);
        if (accepted.isEmpty() || !isReadable(accepted) || isAnything(accepted)) {
            request.headers().set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON);
        }
        replaceUnreadable(request);
        exchange.next();
    }

    private static void replaceUnreadable(HttpServerRequest request) {
        String sent = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (sent != null && !isReadable(List.of(sent))) {
            request.headers().set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    private static boolean isAnything(List<String> accepted) {
        String all = String.join(",", accepted);
        return all.contains("/*") && !all.contains(Export.CSV) && !all.contains(Export.NDJSON);
    }

    private static boolean isReadable(List<String> types) {
        try {
            types.forEach(MediaTypeHelper::parseHeader);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
