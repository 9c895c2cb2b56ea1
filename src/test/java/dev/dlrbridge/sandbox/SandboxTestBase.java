package dev.dlrbridge.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.RequestLimit;
import dev.dlrbridge.sandbox.portal.TokenPair;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One sandbox with a moving clock and one portal, called over HTTP. */
abstract class SandboxTestBase {
    static final String MEMBER = "0123456789abcdef0123456789abcdef";
    static final String ID = "0c6f8e2b9d5a4e13a7b1c2d3e4f50617";
    static final String UPDATE = "messageservice.message.status.update";
    static final ObjectMapper JSON = new ObjectMapper();
    static final String FORM = "application/x-www-form-urlencoded";
    /** Not HTTP/2, whose upgrade at each new server has hung once, past every timeout. */
    static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final MovingClock clock = new MovingClock();
    Sandbox sandbox;
    Portal portal;
    TokenPair tokens;

    @BeforeEach
    void startSandbox() {
        sandbox = Sandbox.start(SandboxOptions.defaults().withClock(clock));
        open(PortalSettingsBuilder.portal(MEMBER).limit(RequestLimit.none()));
        portal.messages().create(MessageSettings.of(ID));
    }

    @AfterEach
    void closeSandbox() {
        sandbox.close();
    }

    void open(PortalSettingsBuilder settings) {
        portal = sandbox.createPortal(settings.build());
        tokens = portal.install();
    }

    HttpResponse<String> send(String method, URI uri, String type, String body, String... headers) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", type);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> call(String method, String form) {
        return send("POST", portal.clientEndpoint().resolve(method), FORM, form, "Authorization", bearer());
    }

    HttpResponse<String> callJson(String method, String json) {
        var uri = portal.clientEndpoint().resolve(method);
        return send("POST", uri, "application/json", json, "Authorization", bearer());
    }

    HttpResponse<String> control(String method, String path, String body) {
        return send(method, sandbox.controlUrl().resolve(path), "application/json", body);
    }

    String bearer() {
        return "Bearer " + tokens.accessToken();
    }

    MessageStatus status() {
        return portal.messages().status(ID).orElseThrow();
    }

    static String update(String status) {
        return "CODE=acme_sms&MESSAGE_ID=" + ID + "&STATUS=" + status;
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Status and error code, or status and result. */
    static String outcome(HttpResponse<String> response) {
        var body = json(response);
        var word = body.has("error")
                ? body.path("error").asText()
                : body.path("result").toString();
        return response.statusCode() + " " + word;
    }
}
