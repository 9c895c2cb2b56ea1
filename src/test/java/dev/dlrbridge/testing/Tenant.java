package dev.dlrbridge.testing;

import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageView;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.TokenPair;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A tenant set up as an integrator does it: the application and its portal, which lives in the sandbox, by the API. */
public final class Tenant {
    private final Portal portal;
    private final TokenPair tokens;

    private Tenant(Portal portal) {
        this.portal = portal;
        this.tokens = portal.install();
    }

    /** A new application with a new portal; nothing is shared with other tests. */
    public static Tenant create() {
        return create(inSandbox());
    }

    /** The same of an application that may do more, or less, than show statuses. */
    public static Tenant create(String scope) {
        return create(inSandbox("app." + newId(), "secret-" + newId(), scope));
    }

    private static Tenant create(Tenant tenant) {
        Bridge.admin()
                .body(Map.of("clientSecret", tenant.clientSecret(), "title", "Test"))
                .put("/applications/" + tenant.clientId())
                .then()
                .statusCode(200);
        Bridge.admin()
                .body(tenant.portalRequest())
                .put(tenant.unproved())
                .then()
                .statusCode(200);
        return tenant;
    }

    /** Another portal in which the same application is installed. */
    public Tenant beside() {
        Tenant tenant = inSandbox(clientId(), clientSecret());
        Bridge.admin().body(tenant.portalRequest()).put(tenant.path()).then().statusCode(200);
        return tenant;
    }

    /** The same, of which the bridge knows nothing yet. */
    public static Tenant inSandbox() {
        return inSandbox("app." + newId(), "secret-" + newId());
    }

    private static Tenant inSandbox(String clientId, String clientSecret) {
        return inSandbox(clientId, clientSecret, "messageservice");
    }

    private static Tenant inSandbox(String clientId, String clientSecret, String scope) {
        return new Tenant(SandboxResource.sandbox()
                .createPortal(PortalSettingsBuilder.portal(newId())
                        .clientId(clientId)
                        .clientSecret(clientSecret)
                        .scope(scope)
                        .build()));
    }

    /** 32 hexadecimal digits, as portals make them for accounts and messages. */
    public static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    public Portal portal() {
        return portal;
    }

    /** What the bridge was given first; it may have renewed it. */
    public TokenPair tokens() {
        return tokens;
    }

    public String clientId() {
        return portal.settings().clientId();
    }

    public String clientSecret() {
        return portal.settings().clientSecret();
    }

    public String memberId() {
        return portal.memberId();
    }

    /** The portal's address below {@code /api/v1}. */
    public String path() {
        return "/applications/" + clientId() + "/portals/" + memberId();
    }

    /** The same for a pair of tokens that the bridge is to take unproved, and not to renew. */
    public String unproved() {
        return path() + "?verify=false";
    }

    /** Body of the request that tells the bridge of the portal. */
    public Map<String, Object> portalRequest() {
        return Map.of(
                "clientEndpoint", portal.clientEndpoint().toString(),
                "accessToken", tokens.accessToken(),
                "refreshToken", tokens.refreshToken(),
                "expiresAt", tokens.expiresAt().toString(),
                "applicationToken", tokens.applicationToken());
    }

    public Callback channel(String gateway) {
        return channel(gateway, Map.of(), Map.of());
    }

    public Callback channel(String gateway, Map<String, String> secrets) {
        return channel(gateway, secrets, Map.of());
    }

    public Callback channel(String gateway, Map<String, String> secrets, Map<String, String> settings) {
        return channel(path(), gateway, secrets, settings);
    }

    /** One of the application, for all of its portals. */
    public Callback applicationChannel(String gateway) {
        return channel("/applications/" + clientId(), gateway, Map.of(), Map.of());
    }

    private static Callback channel(
            String owner, String gateway, Map<String, String> secrets, Map<String, String> settings) {
        JsonPath created = Bridge.admin()
                .body(Map.of("gateway", gateway, "senderCode", "sender1", "secrets", secrets, "settings", settings))
                .post(owner + "/channels")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        return new Callback(created.getUUID("id"), URI.create(created.getString("callbackUrl")));
    }

    /** The same beside other calls, for tests that need hundreds. */
    public CompletableFuture<Callback> channelAsync(
            String gateway, Map<String, String> secrets, Map<String, String> settings) {
        JsonObject request = new JsonObject()
                .put("gateway", gateway)
                .put("senderCode", "sender1")
                .put("secrets", new JsonObject(Map.copyOf(secrets)))
                .put("settings", new JsonObject(Map.copyOf(settings)));
        return Bridge.adminAsync("POST", path() + "/channels", request)
                .thenApply(created -> new Callback(
                        UUID.fromString(created.getString("id")), URI.create(created.getString("callbackUrl"))));
    }

    /** Correlates one gateway id on a channel. */
    public void correlate(Callback channel, Map<String, String> correlation) {
        Bridge.admin()
                .body(List.of(correlation))
                .post("/channels/" + channel.channelId() + "/correlations")
                .then()
                .statusCode(204);
    }

    /** Makes the portal send a message, visible at once; returns its id. */
    public String message() {
        String id = newId();
        portal.messages().create(MessageSettings.of(id));
        return id;
    }

    /** The status that the portal shows now, as it spells it. */
    public String shown(String messageId) {
        return portal.messages()
                .find(messageId)
                .map(MessageView::status)
                .orElseThrow()
                .word();
    }

    /** What the bridge says of the message. */
    public JsonPath known(String messageId) {
        return Bridge.admin()
                .get(path() + "/messages/" + messageId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Where a gateway sends the reports of one channel. */
    public record Callback(UUID channelId, URI url) {
        /** The path with the key; append a query or a segment. */
        public String path() {
            return url.getRawPath();
        }
    }
}
