package dev.dlrbridge.console.frame;

import dev.dlrbridge.admin.http.AdminPath;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few files that pages consist of beside their text: these, and no other of the class path. */
@Singleton
class Assets {
    /** Stands in their addresses, so that browsers may keep them for good. */
    static final String VERSION;

    private static final String WEBJARS = "/META-INF/resources/webjars/";
    private static final Map<String, Asset> FILES = new LinkedHashMap<>();

    static {
        add("pico.css", "text/css", WEBJARS + "picocss__pico/2.1.1/css/pico.classless.min.css");
        add("console.css", "text/css", "/console/console.css");
        add("htmx.js", "text/javascript", WEBJARS + "htmx.org/2.0.7/dist/htmx.min.js");
        add("console.js", "text/javascript", "/console/console.js");
        add("icon.svg", "image/svg+xml", "/console/icon.svg");
        VERSION = Integer.toHexString(FILES.values().stream()
                .map(asset -> asset.content.hashCode())
                .toList()
                .hashCode());
    }

    /** Where on the class path they come from. */
    static List<String> resources() {
        return FILES.values().stream().map(Asset::resource).toList();
    }

    void register(@Observes Router router) {
        FILES.forEach((name, asset) ->
                router.get(AdminPath.CONSOLE + "/assets/" + name).handler(asset::send));
    }

    private static void add(String name, String type, String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            FILES.put(name, new Asset(resource, type + ";charset=UTF-8", Buffer.buffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Asset(String resource, String type, Buffer content) {
        void send(RoutingContext exchange) {
            exchange.response()
                    .putHeader("Content-Type", type)
                    .putHeader("Cache-Control", "public, max-age=31536000, immutable")
                    .putHeader("X-Content-Type-Options", "nosniff")
                    .end(content);
        }
    }
}
