package dev.dlrbridge.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The few files that some pages consist of beside their text: these, and no other of the class path. */
public final class Assets {
    private static final String CSS = "text/css";
    private static final String SCRIPT = "text/javascript";
    private static final String WEBJARS = "/META-INF/resources/webjars/";

    private final Map<String, Asset> files = new LinkedHashMap<>();

    /** Those of the console. */
    public static Assets ofConsole() {
        return new Assets()
                .with("pico.css", CSS, WEBJARS + "picocss__pico/2.1.1/css/pico.classless.min.css")
                .with("console.css", CSS, "/console/console.css")
                .withScripts()
                .with("console.js", SCRIPT, "/console/console.js")
                .with("icon.svg", "image/svg+xml", "/console/icon.svg");
    }

    /** Those of the page in portals. */
    public static Assets ofPortalPage() {
        return new Assets()
                .with("portal.css", CSS, "/portalpage/portal.css")
                .withScripts()
                .with("portal.js", SCRIPT, "/portalpage/portal.js");
    }

    private Assets withScripts() {
        return with("htmx.js", SCRIPT, WEBJARS + "htmx.org/2.0.7/dist/htmx.min.js")
                .with("page.js", SCRIPT, "/web/page.js");
    }

    /** Stands in their addresses, so that browsers may keep them for good. */
    public String version() {
        return Integer.toHexString(files.values().stream()
                .map(asset -> asset.content.hashCode())
                .toList()
                .hashCode());
    }

    /** Where on the class path they come from. */
    public List<String> resources() {
        return files.values().stream().map(Asset::resource).toList();
    }

    /** @param below which they are found by their names */
    public void serve(Router router, String below) {
        files.forEach((name, asset) -> router.get(below + "/" + name).handler(asset::send));
    }

    private Assets with(String name, String type, String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            files.put(name, new Asset(resource, type + ";charset=UTF-8", Buffer.buffer(in.readAllBytes())));
            return this;
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
