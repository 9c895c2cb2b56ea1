package dev.dlrbridge.admin.access;

import dev.dlrbridge.admin.http.AdminPath;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells who sends a request to the console, by his session; who has none is led to the login. */
@ApplicationScoped
class SessionAuthentication implements HttpAuthenticationMechanism {
    private static final String LOGIN = AdminPath.CONSOLE + "/login";
    private static final int SEE_OTHER = 303;

    private final InsidePort inside;
    private final Sessions sessions;
    private final TokenCheck check;

    SessionAuthentication(InsidePort inside, Sessions sessions, TokenCheck check) {
        this.inside = inside;
        this.sessions = sessions;
        this.check = check;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        HttpServerRequest request = exchange.request();
        Cookie cookie = request.getCookie(Sessions.COOKIE);
        boolean concerned = cookie != null && isConcerned(request) && inside.received(request);
        Optional<KnownToken> token = concerned ? sessions.token(cookie.getValue()) : Optional.empty();
        return Uni.createFrom()
                .item(token.map(known -> check.identity(known, request)).orElse(null));
    }

    /** Before the mechanism of the API, which answers whatever is left. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 1;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return isConcerned(exchange.request())
                ? Uni.createFrom().item(new ChallengeData(SEE_OTHER, "Location", LOGIN))
                : Uni.createFrom().nullItem();
    }

    /** What the browser fetches for a part of a page would become that part: the script there leads to the login instead. */
    @Override
    public Uni<Boolean> sendChallenge(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        if (!isConcerned(request)) {
            return Uni.createFrom().item(false);
        }
        HttpServerResponse response = exchange.response();
        if (request.getHeader("HX-Request") != null) {
            response.setStatusCode(401).putHeader("HX-Redirect", LOGIN);
        } else {
            response.setStatusCode(SEE_OTHER).putHeader("Location", LOGIN + wanted(request));
        }
        response.end();
        return Uni.createFrom().item(true);
    }

    /** Only what was asked for, not what was to be changed, comes after the login. */
    private static String wanted(HttpServerRequest request) {
        return request.method() == HttpMethod.GET && !request.uri().equals(AdminPath.CONSOLE)
                ? "?to=" + URLEncoder.encode(request.uri(), StandardCharsets.UTF_8)
                : "";
    }

    private static boolean isConcerned(HttpServerRequest request) {
        return AdminPath.isConsole(request.path());
    }
}
