package dev.dlrbridge.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * An integrator's program with a gateway behind it: takes requested messages, and reports each as sent and then as what the
 * message's id says, by the message's own URL or by an id of the gateway, until the bridge has it. Some it does not send at
 * all, and every hundredth call it fails.
 */
final class SendingIntegrator implements AutoCloseable {
    private static final int REPORTERS = 8;
    private static final long PAUSE_NANOS = 200_000_000;
    private static final List<MessageStatus> ENDS =
            List.of(MessageStatus.DELIVERED, MessageStatus.UNDELIVERED, MessageStatus.FAILED);

    private final Function<String, URI> bridge;
    private final Map<String, Set<String>> webhookIds = new ConcurrentHashMap<>();
    private final Queue<JsonObject> unreported = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger reporting = new AtomicInteger();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    /** @param bridge where a path of the bridge is */
    SendingIntegrator(Function<String, URI> bridge) {
        this.bridge = bridge;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
        for (int i = 0; i < REPORTERS; i++) {
            threads.execute(this::report);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/messages";
    }

    /** What the portal must show in the end. */
    static MessageStatus end(String messageId) {
        return ENDS.get(digit(messageId) % ENDS.size());
    }

    /** Under which webhook ids each message came. */
    Map<String, Set<String>> webhookIds() {
        return Map.copyOf(webhookIds);
    }

    boolean hasReportedAll() {
        return unreported.isEmpty() && reporting.get() == 0;
    }

    int calls() {
        return calls.get();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonObject event =
                    new JsonObject(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            JsonObject data = event.getJsonObject("data");
            boolean isNew = webhookIds
                    .computeIfAbsent(data.getString("messageId"), message -> ConcurrentHashMap.newKeySet())
                    .add(id);
            byte[] answer = answer(data).toBuffer().getBytes();
            if (calls.incrementAndGet() % 100 == 0) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
            if (isNew && !isRefused(data)) {
                unreported.add(data);
            }
        }
    }

    private static JsonObject answer(JsonObject data) {
        if (isRefused(data)) {
            return new JsonObject().put("status", "failed").put("errorCode", "REFUSED");
        }
        return namesItself(data) ? new JsonObject().put("gatewayId", gatewayId(data)) : new JsonObject();
    }

    /** A third of those that fail is never sent. */
    private static boolean isRefused(JsonObject data) {
        String id = data.getString("messageId");
        return end(id) == MessageStatus.FAILED && id.charAt(1) < '5';
    }

    /** Every other message is reported by an id of the gateway. */
    private static boolean namesItself(JsonObject data) {
        return digit(data.getString("messageId").substring(2)) % 2 == 0;
    }

    private static String gatewayId(JsonObject data) {
        return "gw-" + data.getString("messageId");
    }

    private static int digit(String hex) {
        return Character.digit(hex.charAt(0), 16);
    }

    private void report() {
        Http http = new Http();
        while (!Thread.currentThread().isInterrupted()) {
            reporting.incrementAndGet();
            JsonObject data = unreported.poll();
            if (data != null) {
                report(http, data, 8);
                report(http, data, type(end(data.getString("messageId"))));
            }
            reporting.decrementAndGet();
            if (data == null) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static int type(MessageStatus status) {
        return status == MessageStatus.DELIVERED ? 1 : status == MessageStatus.UNDELIVERED ? 2 : 16;
    }

    /** As a gateway does: until it is accepted. */
    private void report(Http http, JsonObject data, int type) {
        String path = URI.create(data.getString("callbackUrl")).getPath();
        String named = namesItself(data)
                ? path.substring(0, path.lastIndexOf('/')) + "?type=" + type + "&fid=" + gatewayId(data)
                : path + "?type=" + type;
        while (!Thread.currentThread().isInterrupted() && !isAccepted(http, named)) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isAccepted(Http http, String named) {
        try {
            return http.get(bridge.apply(named)).statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
