package dev.dlrbridge.tenant.install;

import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.TokenPair;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.SandboxResource;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A post as Bitrix24 makes it, about an application of a sandbox portal; each field can be changed. */
final class LifeCyclePost {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String path;
    private final Map<String, String> fields = new LinkedHashMap<>();

    private LifeCyclePost(String path) {
        this.path = path;
    }

    /** {@code ONAPPINSTALL} or {@code ONAPPUPDATE}. */
    static LifeCyclePost event(String event, Portal portal, TokenPair tokens) {
        return about(event, portal)
                .with("data[VERSION]", "3")
                .with("data[ACTIVE]", "Y")
                .with("data[INSTALLED]", "Y")
                .with("auth[access_token]", tokens.accessToken())
                .with("auth[refresh_token]", tokens.refreshToken())
                .with("auth[expires_in]", "3600")
                .with("auth[scope]", "messageservice")
                .with("auth[application_token]", tokens.applicationToken());
    }

    static LifeCyclePost install(Portal portal, TokenPair tokens) {
        return event("ONAPPINSTALL", portal, tokens);
    }

    static LifeCyclePost uninstall(Portal portal, String applicationToken, boolean clean) {
        return about("ONAPPUNINSTALL", portal)
                .with("data[CLEAN]", clean ? "1" : "0")
                .with("auth[application_token]", applicationToken);
    }

    /** With neither tokens nor proof. */
    static LifeCyclePost about(String event, Portal portal) {
        return new LifeCyclePost("/bitrix24/events/" + portal.settings().clientId())
                .with("event", event)
                .with("data[LANGUAGE_ID]", "de")
                .with("ts", "1780315782")
                .with("auth[domain]", portal.clientEndpoint().getAuthority())
                .with("auth[client_endpoint]", portal.clientEndpoint().toString())
                .with(
                        "auth[server_endpoint]",
                        SandboxResource.sandbox().oauthUrl().resolve("/rest/").toString())
                .with("auth[member_id]", portal.memberId());
    }

    static LifeCyclePost page(Portal portal, TokenPair tokens) {
        String query = "?DOMAIN=" + portal.clientEndpoint().getAuthority() + "&PROTOCOL=0&LANG=de&APP_SID=2b1c";
        return new LifeCyclePost("/bitrix24/install/" + portal.settings().clientId() + query)
                .with("AUTH_ID", tokens.accessToken())
                .with("AUTH_EXPIRES", "3600")
                .with("REFRESH_ID", tokens.refreshToken())
                .with(
                        "SERVER_ENDPOINT",
                        SandboxResource.sandbox().oauthUrl().resolve("/rest/").toString())
                .with("APPLICATION_TOKEN", tokens.applicationToken())
                .with("member_id", portal.memberId())
                .with("status", "L")
                .with("PLACEMENT", "DEFAULT");
    }

    LifeCyclePost with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    LifeCyclePost without(String field) {
        fields.remove(field);
        return this;
    }

    LifeCyclePost to(String otherPath) {
        LifeCyclePost moved = new LifeCyclePost(otherPath);
        moved.fields.putAll(fields);
        return moved;
    }

    HttpResponse<String> send() {
        String form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return Bridge.post(path, FORM, form);
    }

    int status() {
        return send().statusCode();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
