package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.Portal;
import dev.dlrbridge.sandbox.TokenPair;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.function.Function;

/** An operator at the administration API. */
final class AdminClient {
    private final Http http = new Http();
    private final Function<String, URI> address;
    private final String token;

    AdminClient(Function<String, URI> address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Makes the portal's application, the portal, and a channel for kannel; returns the callback's address. */
    URI register(Portal portal) {
        String application = "/api/v1/applications/" + portal.settings().clientId();
        put(
                application,
                new JsonObject()
                        .put("clientSecret", portal.settings().clientSecret())
                        .put("title", "Sandbox"));
        String place = application + "/portals/" + portal.memberId();
        put(place, installation(portal));
        JsonObject channel = new JsonObject().put("gateway", "kannel").put("senderCode", "sandbox");
        HttpResponse<String> created = http.json("POST", address.apply(place + "/channels"), token, channel.encode());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        URI callback = URI.create(new JsonObject(created.body()).getString("callbackUrl"));
        return address.apply(callback.getPath());
    }

    private void put(String path, JsonObject body) {
        HttpResponse<String> answer = http.json("PUT", address.apply(path), token, body.encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static JsonObject installation(Portal portal) {
        TokenPair tokens = portal.install();
        return new JsonObject()
                .put("clientEndpoint", portal.clientEndpoint().toString())
                .put("accessToken", tokens.accessToken())
                .put("refreshToken", tokens.refreshToken())
                .put("expiresAt", tokens.expiresAt().toString())
                .put("applicationToken", tokens.applicationToken());
    }
}
