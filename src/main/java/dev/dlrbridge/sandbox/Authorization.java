package dev.dlrbridge.sandbox;

import java.util.regex.Pattern;

/** Finds and checks the token of a call, in the portal's order. */
final class Authorization {
    private static final Pattern BEARER = Pattern.compile("\\s*bearer\\s+(\\S+)\\s*", Pattern.CASE_INSENSITIVE);

    private final Sandbox sandbox;

    Authorization(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    static RestError invalidToken() {
        return new RestError("invalid_token", "Unable to get application by token", 401);
    }

    static RestError expiredToken() {
        return new RestError("expired_token", "The access token provided has expired.", 401);
    }

    /** Who calls; throws the first refusal that applies, always with status 401. */
    Access check(Portal portal, String header, RequestParameters parameters) throws RestError {
        var token = token(header, parameters);
        if (token.isEmpty()) {
            throw new RestError("NO_AUTH_FOUND", "Wrong authorization data", 401);
        }
        var now = sandbox.options().clock().millis();
        var access =
                portal.tokenChecks.check(token, now, portal.settings().tokenCheckSeconds(), sandbox.oauth()::access);
        if (access == null || access.portal != portal) {
            throw invalidToken();
        }
        if (!portal.settings().installed()) {
            throw new RestError("ERROR_OAUTH", "Application not installed", 401);
        }
        if (now >= access.expiresAtMillis) {
            throw expiredToken();
        }
        return new Access(access.clientId, access.userId);
    }

    /** Who calls by a webhook's path. */
    Access checkWebhook(Portal portal, String userId, String code) throws RestError {
        if (!portal.webhookCode.equals(code) || !userId.equals(portal.settings().userId() + "")) {
            throw new RestError("INVALID_CREDENTIALS", "Invalid request credentials", 403);
        }
        return new Access(null, portal.settings().userId());
    }

    private static String token(String header, RequestParameters parameters) {
        var bearer = BEARER.matcher(header == null ? "" : header);
        if (bearer.matches()) {
            return bearer.group(1);
        }
        var auth = parameters.text("auth");
        return auth.isEmpty() ? parameters.text("access_token") : auth;
    }
}
