package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.answer.SystemErrors;
import dev.dlrbridge.sandbox.oauth.OAuthServer;
import dev.dlrbridge.sandbox.php.RequestParameters;
import dev.dlrbridge.sandbox.portal.Portal;
import java.util.regex.Pattern;

/** Finds and checks the token of a call, in the portal's order. */
final class Authorization {
    private static final Pattern BEARER = Pattern.compile("\\s*bearer\\s+(\\S+)\\s*", Pattern.CASE_INSENSITIVE);

    private final OAuthServer oauth;

    Authorization(OAuthServer oauth) {
        this.oauth = oauth;
    }

    /** Who calls; throws the first refusal that applies. */
    Access check(Portal portal, String header, RequestParameters parameters) throws RestError {
        var token = token(header, parameters);
        if (token.isEmpty()) {
            throw SystemErrors.of("NO_AUTH_FOUND");
        }
        var now = portal.nowMillis();
        var access = portal.tokenChecks.check(token, now, portal.settings().tokenCheckSeconds(), oauth::access);
        if (access == null || access.portal != portal) {
            throw SystemErrors.of("invalid_token");
        }
        if (!portal.isInstalled()) {
            throw SystemErrors.of("ERROR_OAUTH");
        }
        if (!portal.isPaid()) {
            throw SystemErrors.of("PAYMENT_REQUIRED");
        }
        if (now >= access.expiresAtMillis) {
            throw SystemErrors.of("expired_token");
        }
        return new Access(access.clientId, access.userId);
    }

    /** Who calls by a webhook's path. */
    Access checkWebhook(Portal portal, String userId, String code) throws RestError {
        if (!portal.webhookCode.equals(code) || !userId.equals(portal.settings().userId() + "")) {
            throw SystemErrors.of("INVALID_CREDENTIALS");
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
