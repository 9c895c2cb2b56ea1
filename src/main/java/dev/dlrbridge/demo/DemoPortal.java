package dev.dlrbridge.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.bitrix24.TokenPair;
import io.quarkus.arc.profile.IfBuildProfile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;

/** The sandbox's portal in which the demo application is installed; its calls block. */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoPortal {
    static final String MEMBER_ID = "d3m0d3m0d3m0d3m0d3m0d3m0d3m0d3m0";
    static final String CLIENT_ID = "app.demo";
    static final String CLIENT_SECRET = "demo-application-secret";

    private static final String SETTINGS = """
            {"clientId":"%s","clientSecret":"%s","autoCreate":true}""".formatted(CLIENT_ID, CLIENT_SECRET);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json;
    private final DemoConfig config;

    DemoPortal(ObjectMapper json, DemoConfig config) {
        this.json = json;
        this.config = config;
    }

    /** Makes the portal in the sandbox, which forgets everything when it stops. */
    Installation install() {
        HttpRequest request = HttpRequest.newBuilder(portal(""))
                .PUT(HttpRequest.BodyPublishers.ofString(SETTINGS))
                .build();
        return read(send(request), Installation.class);
    }

    /** The portal's messages as its users would see them. */
    List<Shown> messages() {
        HttpRequest request =
                HttpRequest.newBuilder(portal("/messages?limit=50")).build();
        return read(send(request), ShownMessages.class).items();
    }

    private URI portal(String rest) {
        return URI.create(config.sandboxUrl().orElseThrow() + "portals/" + MEMBER_ID + rest);
    }

    private String send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the sandbox was asked", e);
        }
    }

    private <T> T read(String body, Class<T> type) {
        try {
            return json.readValue(body, type);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox answered something else", e);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Installation(
            URI clientEndpoint, String accessToken, String refreshToken, Instant expiresAt, String applicationToken) {
        TokenPair tokens() {
            return new TokenPair(accessToken, refreshToken, expiresAt);
        }

        @Override
        public String toString() {
            return "Installation[clientEndpoint=" + clientEndpoint + "]";
        }
    }

    /** A message at the portal. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Shown(String id, String status) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record ShownMessages(List<Shown> items) {}
}
