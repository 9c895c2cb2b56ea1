package dev.dlrbridge.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An integrator's program: what it was sent, by the path of the endpoint, and what it answers there. */
public final class Integrator implements AutoCloseable {
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public Integrator() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers so from now on; 204 at other paths. */
    public void answers(String path, Answer answer) {
        answers.put(path, answer);
    }

    public List<Received> at(String path) {
        return received.stream().filter(request -> request.path.equals(path)).toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            Received request = new Received(
                    path,
                    exchange.getRequestHeaders().getFirst("webhook-id"),
                    exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                    exchange.getRequestHeaders().getFirst("webhook-signature"),
                    body,
                    System.nanoTime());
            received.add(request);
            answers.getOrDefault(path, Answer.status(204)).give(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    public record Received(String path, String id, String timestamp, String signature, byte[] body, long at) {
        public JsonObject json() {
            return new JsonObject(new String(body, StandardCharsets.UTF_8));
        }

        public String type() {
            return json().getString("type");
        }
    }

    public interface Answer {
        void give(HttpExchange exchange) throws IOException, InterruptedException;

        static Answer status(int status) {
            return exchange -> exchange.sendResponseHeaders(status, -1);
        }

        static Answer of(int status, String header, String value) {
            return exchange -> {
                exchange.getResponseHeaders().set(header, value);
                exchange.sendResponseHeaders(status, -1);
            };
        }

        static Answer of(int status, byte[] body) {
            return exchange -> {
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            };
        }

        static Answer after(java.util.concurrent.CountDownLatch latch, Answer answer) {
            return exchange -> {
                latch.await();
                answer.give(exchange);
            };
        }
    }
}
