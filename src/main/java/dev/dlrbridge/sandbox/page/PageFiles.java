package dev.dlrbridge.sandbox.page;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files that the pages are made of, as they are: what changes in them is asked for by their scripts. */
public final class PageFiles {
    private static final String PORTAL = "/portal/";
    private static final String ASSETS = "/assets/";
    /** Applications' pages, of any origin, are framed and posted to; all else is the sandbox's own. */
    private static final String POLICY =
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'self';"
                    + " style-src 'self'; img-src 'self'; connect-src 'self'; frame-src http: https:; form-action http: https:";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Buffer> read = new ConcurrentHashMap<>();

    /**
     * Answers a request for one of the pages or for what they consist of; whether it was one.
     *
     * @param alone the portal that has the address to itself: its page is the first there
     */
    public boolean answer(HttpServerRequest request, Optional<String> alone) {
        var path = request.path();
        if (path.equals("/") && alone.isPresent()) {
            request.response()
                    .setStatusCode(302)
                    .putHeader("Location", PORTAL + alone.get())
                    .end();
            return true;
        }
        return file(path)
                .flatMap(name -> read(name).map(content -> send(request, name, content)))
                .isPresent();
    }

    private static Optional<String> file(String path) {
        if (path.equals("/")) {
            return Optional.of("portals.html");
        }
        if (path.startsWith(PORTAL)) {
            return Optional.of("portal.html");
        }
        // https://apidocs.bitrix24.com/sdk/bx24-js-sdk/index.html
        if (path.equals("/api/v1/")) {
            return Optional.of("bx24.js");
        }
        return path.startsWith(ASSETS)
                ? Optional.of(path.substring(ASSETS.length())).filter(name -> name.matches("[a-z0-9]+\\.(css|js|svg)"))
                : Optional.empty();
    }

    /** What is not there is not remembered: anybody may ask for any name. */
    private Optional<Buffer> read(String name) {
        return Optional.ofNullable(read.computeIfAbsent(name, PageFiles::load));
    }

    private static Buffer load(String name) {
        try (var in = PageFiles.class.getResourceAsStream("/sandbox/" + name)) {
            return in == null ? null : Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean send(HttpServerRequest request, String name, Buffer content) {
        request.response()
                .putHeader("Content-Type", TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("Cache-Control", "no-cache")
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(content);
        return true;
    }
}
