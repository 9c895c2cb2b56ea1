package dev.dlrbridge.sandbox.oauth;

import dev.dlrbridge.sandbox.answer.Answer;
import dev.dlrbridge.sandbox.answer.ErrorStatuses;
import dev.dlrbridge.sandbox.answer.FaultTarget;
import dev.dlrbridge.sandbox.answer.Faults;
import dev.dlrbridge.sandbox.answer.FaultyExchange;
import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.answer.SystemErrors;
import dev.dlrbridge.sandbox.php.RequestParameters;
import dev.dlrbridge.sandbox.portal.AccessToken;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.RequestLog;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The OAuth server's HTTP face: {@code /oauth/token/} by POST and GET, and {@code /rest/app.info}. */
public final class OAuthEndpoint {
    private final Vertx vertx;
    private final OAuthServer oauth;
    private final Function<Portal, URI> serverEndpoint;
    private final RequestLog log;

    public OAuthEndpoint(Vertx vertx, OAuthServer oauth, Function<Portal, URI> serverEndpoint, RequestLog log) {
        this.log = log;
        this.vertx = vertx;
        this.oauth = oauth;
        this.serverEndpoint = serverEndpoint;
    }

    public void token(HttpServerRequest request, RequestParameters parameters) {
        var clientId = parameters.text("client_id");
        var refreshToken = parameters.text("refresh_token");
        var portal = oauth.find(clientId, refreshToken).map(found -> found.access.portal);
        var encounter = portal.map(owner -> owner.faults().meet(FaultTarget.OAUTH, "token"))
                .orElse(Faults.Encounter.NOTHING);
        var location = portal.map(Portal::origin).orElse("/");
        var memberId = portal.map(Portal::memberId).orElse("");
        run(memberId, "oauth/token", request, parameters, location, () -> refresh(parameters), encounter);
    }

    private Answer refresh(RequestParameters parameters) {
        var clientId = parameters.text("client_id");
        if (!parameters.text("grant_type").equals("refresh_token") || clientId.isEmpty()) {
            return error("invalid_request");
        }
        try {
            var refreshed = oauth.refresh(clientId, parameters.text("client_secret"), parameters.text("refresh_token"));
            return Answer.json(200, grant(refreshed));
        } catch (RestError error) {
            return Answer.error(error, ErrorStatuses.CODE);
        }
    }

    private Map<String, Object> grant(RefreshToken refreshed) {
        var portal = refreshed.access.portal;
        var grant = new LinkedHashMap<String, Object>();
        grant.put("access_token", refreshed.access.token);
        grant.put("refresh_token", refreshed.token);
        grant.put("expires", refreshed.access.expiresAtMillis / 1000);
        grant.put("expires_in", portal.settings().accessTokenSeconds());
        grant.put("client_endpoint", portal.clientEndpoint().toString());
        grant.put("server_endpoint", serverEndpoint.apply(portal).toString());
        grant.put("domain", serverEndpoint.apply(portal).getAuthority());
        grant.put("member_id", portal.memberId());
        grant.put("scope", portal.settings().scope());
        grant.put("status", "L");
        grant.put("user_id", refreshed.access.userId);
        return grant;
    }

    public void appInfo(HttpServerRequest request, RequestParameters parameters) {
        var access = oauth.access(parameters.text("auth"));
        var encounter = access == null
                ? Faults.Encounter.NOTHING
                : access.portal.faults().meet(FaultTarget.OAUTH, "app.info");
        var memberId = access == null ? "" : access.portal.memberId();
        run(memberId, "oauth/app.info", request, parameters, "/", () -> appInfo(access), encounter);
    }

    private void run(
            String memberId,
            String name,
            HttpServerRequest request,
            RequestParameters parameters,
            String location,
            Supplier<Answer> work,
            Faults.Encounter encounter) {
        var entry = log.begin(memberId, RequestLog.Way.IN, name, parameters::shown);
        new FaultyExchange(vertx, request, location, ErrorStatuses.CODE, work, entry::answered).run(encounter);
    }

    private Answer appInfo(AccessToken access) {
        if (access == null) {
            return error("invalid_token");
        }
        return access.portal.nowMillis() >= access.expiresAtMillis
                ? error("expired_token")
                : Answer.json(200, Map.of("result", info(access)));
    }

    private static Answer error(String code) {
        return Answer.error(SystemErrors.of(code), ErrorStatuses.CODE);
    }

    private static Map<String, Object> info(AccessToken access) {
        var settings = access.portal.settings();
        var install = new LinkedHashMap<String, Object>();
        install.put("installed", access.portal.isInstalled());
        install.put("version", "1");
        install.put("status", "L");
        install.put("scope", settings.scope());
        install.put("domain", access.portal.clientEndpoint().getAuthority());
        install.put("uri", access.portal.origin());
        install.put("client_endpoint", access.portal.clientEndpoint().toString());
        install.put("member_id", settings.memberId());
        install.put("member_type", "sandbox");
        var info = new LinkedHashMap<String, Object>();
        info.put("client_id", access.clientId);
        info.put("scope", settings.scope());
        info.put("expires", access.expiresAtMillis / 1000);
        info.put("user_id", access.userId);
        info.put("install", install);
        return info;
    }
}
