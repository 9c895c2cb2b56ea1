package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.TokenPair;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.function.Function;

/** An operator at the administration API. */
public final class AdminClient {
    /** Portals stand behind proxies, and the authorisation server may be away. */
    private static final String UNPROVED = "?verify=false";

    private final Http http = new Http();
    private final Function<String, URI> address;
    private final String token;

    public AdminClient(Function<String, URI> address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Makes the portal's application, the portal, and a channel for kannel; returns the callback's address. */
    URI register(Portal portal) {
        return register(portal, portal.clientEndpoint().toString());
    }

    /** The same for a portal that is called at another address than its own. */
    URI register(Portal portal, String clientEndpoint) {
        String clientId = portal.settings().clientId();
        register(clientId, portal.settings().clientSecret());
        return register(clientId, portal.memberId(), installation(portal).put("clientEndpoint", clientEndpoint));
    }

    /** Makes an application. */
    public void register(String clientId, String clientSecret) {
        put(
                "/api/v1/applications/" + clientId,
                new JsonObject().put("clientSecret", clientSecret).put("title", "Sandbox"));
    }

    /** Makes a portal and a channel for kannel; returns the callback's address. */
    public URI register(String clientId, String memberId, JsonObject installation) {
        String place = "/api/v1/applications/" + clientId + "/portals/" + memberId;
        put(place + UNPROVED, installation);
        JsonObject channel = new JsonObject().put("gateway", "kannel").put("senderCode", "sandbox");
        HttpResponse<String> created = http.json("POST", address.apply(place + "/channels"), token, channel.encode());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        URI callback = URI.create(new JsonObject(created.body()).getString("callbackUrl"));
        return address.apply(callback.getPath());
    }

    /** Makes a channel for kannel that serves all portals of the application. */
    void registerForApplication(String clientId, String senderCode) {
        JsonObject channel = new JsonObject().put("gateway", "kannel").put("senderCode", senderCode);
        HttpResponse<String> created = http.json(
                "POST", address.apply("/api/v1/applications/" + clientId + "/channels"), token, channel.encode());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }

    /** Tells the application's integrator of events of this kind. */
    void registerEndpoint(String clientId, String url, String kind) {
        put(
                "/api/v1/applications/" + clientId + "/endpoints/main",
                new JsonObject().put("url", url).put("kinds", new JsonArray().add(kind)));
    }

    /** Where the portal asks for messages. */
    URI handler(Portal portal) {
        HttpResponse<String> answer =
                http.json("POST", address.apply(path(portal) + "/senders/reveal-handler"), token, "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return address.apply(URI.create(new JsonObject(answer.body()).getString("handlerUrl"))
                .getPath());
    }

    private void put(String path, JsonObject body) {
        HttpResponse<String> answer = http.json("PUT", address.apply(path), token, body.encode());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Gives the portal a new pair of tokens, as after a new installation. */
    void install(Portal portal) {
        put(path(portal) + UNPROVED, installation(portal));
    }

    boolean isParked(Portal portal) {
        return "parked".equals(view(portal).getString("state"));
    }

    /** Why the portal is parked. */
    String reason(Portal portal) {
        return view(portal).getString("reason");
    }

    private JsonObject view(Portal portal) {
        HttpResponse<String> answer = http.json("GET", address.apply(path(portal)), token, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static String path(Portal portal) {
        return "/api/v1/applications/" + portal.settings().clientId() + "/portals/" + portal.memberId();
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
