package dev.dlrbridge.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An application as somebody writes it for Bitrix24: pages of its own, and what is posted to it. */
final class ApplicationDouble implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();

    ApplicationDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** A page, to be posted to; its script may use whatever is loaded. */
    ApplicationDouble page(String path, String library, String script) {
        return serve(path, """
                <!DOCTYPE html><html lang="en"><head><title>Application</title><link rel="icon" href="data:,">
                <script src="%s"></script></head>
                <body><main><h1>Application</h1><p id="said"></p></main><script>
                const said = words => document.getElementById('said').textContent += words + ' ';
                %s
                </script></body></html>""".formatted(library, script));
    }

    ApplicationDouble serve(String path, String content) {
        answers.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Path and form of each post. */
    List<String> posts() {
        return posts;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("POST")) {
            posts.add(exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        }
        var content = answers.getOrDefault(path, new byte[0]);
        exchange.getResponseHeaders()
                .set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
