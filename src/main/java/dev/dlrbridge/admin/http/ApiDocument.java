package dev.dlrbridge.admin.http;

import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;

/**
 * Serves the API's OpenAPI document on the management port: a file that a test keeps equal to what the code says, since
 * to make it at each start takes a tenth of the start.
 */
@ApplicationScoped
class ApiDocument {
    private static final String PATH = "/q/openapi";
    static final String FILE = "/openapi.json";

    void serve(@Observes ManagementInterface management) {
        management.router().get(PATH).blockingHandler(ApiDocument::answer);
    }

    private static void answer(RoutingContext request) {
        try (InputStream document = ApiDocument.class.getResourceAsStream(FILE)) {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .end(Buffer.buffer(document.readAllBytes()));
        } catch (IOException e) {
            request.fail(e);
        }
    }
}
