package dev.dlrbridge.demo;

import dev.dlrbridge.gateway.Digests;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** The integrator's program: it believes signed events only, and gives the messages in them to its gateway. */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoIntegrator {
    private static final int UNAUTHORIZED = 401;

    private final Vertx vertx;
    private final DemoGateway gateway;
    private HttpServer server;
    private volatile byte[] key = {0};

    DemoIntegrator(Vertx vertx, DemoGateway gateway) {
        this.vertx = vertx;
        this.gateway = gateway;
    }

    /** Begins to listen; where. */
    URI listen() {
        server = vertx.createHttpServer().requestHandler(this::receive);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    @PreDestroy
    void close() {
        if (server != null) {
            server.close();
        }
    }

    /** @param secret of its endpoint */
    void believe(String secret) {
        key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            if (isGenuine(request.headers(), body)) {
                answer(request, new JsonObject(body).getJsonObject("data"));
            } else {
                request.response().setStatusCode(UNAUTHORIZED).end();
            }
        });
    }

    /** The gateway gets the event's id as the message's, so that one that comes twice is the same message to it. */
    private void answer(HttpServerRequest request, JsonObject message) {
        String id = request.getHeader("webhook-id");
        gateway.send(id, message.getString("to"), message.getString("callbackUrl"));
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("gatewayId", id).encode());
    }

    private boolean isGenuine(MultiMap headers, Buffer body) {
        Buffer signed = Buffer.buffer(headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + ".")
                .appendBuffer(body);
        List<byte[]> claimed = Stream.ofNullable(headers.get("webhook-signature"))
                .flatMap(signatures -> Stream.of(signatures.split(" ")))
                .map(String::getBytes)
                .toList();
        String expected =
                "v1," + Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA256", key, signed.getBytes()));
        return Digests.isOneOf(expected.getBytes(), claimed);
    }
}
