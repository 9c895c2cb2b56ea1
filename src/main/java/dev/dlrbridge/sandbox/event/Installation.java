package dev.dlrbridge.sandbox.event;

import dev.dlrbridge.sandbox.php.PhpForm;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.TokenPair;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One application on one portal, as posts to the application describe it. */
final class Installation {
    private static final String STATUS = "L";

    private final Portal portal;
    private final String clientId;
    private final URI serverEndpoint;
    private final String sessionId;

    /**
     * @param clientId null for the application of the portal's settings
     * @param sessionId of a page that is opened
     */
    Installation(Portal portal, String clientId, URI serverEndpoint, String sessionId) {
        this.serverEndpoint = serverEndpoint;
        this.sessionId = sessionId;
        this.portal = portal;
        this.clientId = clientId == null ? portal.settings().clientId() : clientId;
    }

    String clientId() {
        return clientId;
    }

    /** Where the portal is and whose it is: proves nothing. */
    Map<String, Object> addresses() {
        var auth = new LinkedHashMap<String, Object>();
        auth.put("domain", portal.clientEndpoint().getAuthority());
        auth.put("member_id", portal.memberId());
        auth.put("client_endpoint", portal.clientEndpoint());
        auth.put("server_endpoint", serverEndpoint);
        return auth;
    }

    /** The addresses with the application token, as proof. */
    Map<String, Object> proof() {
        var auth = addresses();
        auth.put("application_token", portal.applicationToken(clientId));
        return auth;
    }

    /** The proof with a user's access token, whose refresh token stays here. */
    Map<String, Object> ofUser(int userId) {
        return withAccess(portal.install(clientId, userId), userId);
    }

    /** The proof with a new chain of tokens. */
    Map<String, Object> ofInstaller(Integer userId) {
        var user = userOrInstaller(userId);
        var tokens = portal.install(clientId, user);
        var auth = withAccess(tokens, user);
        auth.put("refresh_token", tokens.refreshToken());
        return auth;
    }

    /** What a page of the application is opened with, beside its query. */
    Map<String, Object> ofPage(OpenedPage page) {
        var tokens = portal.install(clientId, userOrInstaller(page.userId()));
        var form = new LinkedHashMap<String, Object>();
        form.put("AUTH_ID", tokens.accessToken());
        form.put("AUTH_EXPIRES", portal.settings().accessTokenSeconds());
        form.put("REFRESH_ID", tokens.refreshToken());
        if (page.recent()) {
            form.put("SERVER_ENDPOINT", serverEndpoint);
            form.put("APPLICATION_TOKEN", portal.applicationToken(clientId));
            form.put("APPLICATION_SCOPE", portal.settings().scope());
        }
        form.put("member_id", portal.memberId());
        form.put("status", STATUS);
        form.put("PLACEMENT", "DEFAULT");
        return form;
    }

    /** The query of such a page. */
    String pageQuery() {
        return PhpForm.encode(new LinkedHashMap<>(Map.of(
                "DOMAIN",
                portal.clientEndpoint().getAuthority(),
                "PROTOCOL",
                protocol(),
                "LANG",
                portal.settings().language(),
                "APP_SID",
                sessionId)));
    }

    /** What the frame's window is called. */
    String frameName() {
        return portal.clientEndpoint().getAuthority() + "|" + protocol() + "|" + sessionId;
    }

    /** What the portal tells the script in such a page, beside what was posted to it. */
    Map<String, Object> initData(OpenedPage page, Map<String, Object> fields) {
        var init = new LinkedHashMap<String, Object>();
        for (var name : List.of("AUTH_ID", "AUTH_EXPIRES", "REFRESH_ID", "PLACEMENT")) {
            init.put(name, fields.get(name));
        }
        init.put("APP_SID", sessionId);
        init.put("MEMBER_ID", portal.memberId());
        init.put("DOMAIN", portal.clientEndpoint().getAuthority());
        init.put("PROTOCOL", Integer.valueOf(protocol()));
        init.put("PATH", portal.clientEndpoint().getPath().replaceFirst("/$", ""));
        init.put("LANG", portal.settings().language());
        init.put("IS_ADMIN", portal.isAdmin(userOrInstaller(page.userId())));
        init.put("INSTALL", !portal.finished.contains(clientId));
        init.put("FIRST_RUN", false);
        init.put("APP_OPTIONS", Map.of());
        init.put("USER_OPTIONS", Map.of());
        init.put("PLACEMENT_OPTIONS", Map.of());
        return init;
    }

    private String protocol() {
        return portal.clientEndpoint().getScheme().equals("https") ? "1" : "0";
    }

    private Map<String, Object> withAccess(TokenPair tokens, int userId) {
        var auth = proof();
        auth.put("access_token", tokens.accessToken());
        auth.put("expires", tokens.expiresAt().getEpochSecond());
        auth.put("expires_in", portal.settings().accessTokenSeconds());
        auth.put("user_id", userId);
        auth.put("scope", portal.settings().scope());
        auth.put("status", STATUS);
        return auth;
    }

    private int userOrInstaller(Integer userId) {
        return userId == null ? portal.settings().userId() : userId;
    }
}
