package dev.dlrbridge.testing;

import dev.dlrbridge.admin.access.InsidePort;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.inject.spi.CDI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.ConfigProvider;

/** The running bridge as gateways, operators and probes reach it. */
public final class Bridge {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Bridge() {}

    /** A request to {@code /api/v1} with the administration token and a JSON body. */
    public static RequestSpecification admin() {
        return with(DatabaseResource.ADMIN_TOKEN);
    }

    /** The same with another token. */
    public static RequestSpecification with(String token) {
        return RestAssured.given()
                .baseUri(inside("").toString())
                .basePath("/api/v1")
                .header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON);
    }

    /** An address of the port that leads there, from path and query as they are to arrive. */
    public static URI uri(String pathAndQuery) {
        return pathAndQuery.startsWith("/api/") ? inside(pathAndQuery) : outside(pathAndQuery);
    }

    /** An address of the port that gateways and portals reach. */
    public static URI outside(String pathAndQuery) {
        return at("test.url", pathAndQuery);
    }

    /** An address of the port that administration has to itself. */
    public static URI inside(String pathAndQuery) {
        return onPort(CDI.current().select(InsidePort.class).get().number(), pathAndQuery);
    }

    /** An address of the management port. */
    public static URI management(String path) {
        return at("test.management.url", path);
    }

    public static HttpResponse<String> get(String pathAndQuery) {
        return send("GET", pathAndQuery, null);
    }

    public static HttpResponse<String> post(String pathAndQuery, String mediaType, String body, String... headers) {
        return send("POST", pathAndQuery, mediaType, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static HttpResponse<String> send(String method, String pathAndQuery, String mediaType) {
        return send(method, pathAndQuery, mediaType, new byte[0]);
    }

    /** @param headers names and values in turn */
    public static HttpResponse<String> send(
            String method, String pathAndQuery, String mediaType, byte[] body, String... headers) {
        return send(request(method, pathAndQuery, mediaType, body, headers));
    }

    public static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static CompletableFuture<HttpResponse<String>> getAsync(String pathAndQuery) {
        return CLIENT.sendAsync(request("GET", pathAndQuery, null, new byte[0]), BodyHandlers.ofString());
    }

    /** A call of {@code /api/v1} that must succeed; its answer. */
    public static CompletableFuture<JsonObject> adminAsync(String method, String path, JsonObject body) {
        HttpRequest request = HttpRequest.newBuilder(inside("/api/v1" + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + DatabaseResource.ADMIN_TOKEN)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body.encode()))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString()).thenApply(answer -> {
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException(method + " " + path + " was answered " + answer.statusCode());
            }
            return new JsonObject(answer.body());
        });
    }

    private static HttpRequest request(
            String method, String pathAndQuery, String mediaType, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(pathAndQuery))
                .timeout(Duration.ofSeconds(20))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (mediaType != null) {
            request.header("Content-Type", mediaType);
        }
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }

    /** The configured address may have a root path of its own; the path is taken as it is, be it ever so odd. */
    private static URI at(String base, String path) {
        return onPort(ConfigProvider.getConfig().getValue(base, URI.class).getPort(), path);
    }

    private static URI onPort(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
