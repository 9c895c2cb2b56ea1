package dev.dlrbridge.admin.access;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells on the inside port who sends a request, by the bearer token of the API. */
@ApplicationScoped
class TokenAuthentication implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";
    private static final String BLOCKED = "dlrbridge.blocked";

    private final InsidePort inside;
    private final TokenCheck check;

    TokenAuthentication(InsidePort inside, TokenCheck check) {
        this.inside = inside;
        this.check = check;
    }

    /** Null where there is no token: what needs none is served, everything else asks for one. */
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        HttpServerRequest request = exchange.request();
        String token = token(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token.isEmpty() || !inside.received(request) || AdminPath.isConsole(request.path())) {
            return Uni.createFrom().nullItem();
        }
        TokenCheck.Result result = check.of(token, request);
        if (result.blocked()) {
            exchange.put(BLOCKED, true);
        }
        return result.token()
                .map(known -> Uni.createFrom().item(check.identity(known, request)))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom()
                .item(new ChallengeData(problem(exchange).status(), HttpHeaderNames.WWW_AUTHENTICATE, SCHEME.strip()));
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext exchange) {
        problem(exchange).send(exchange.response());
        return Uni.createFrom().item(true);
    }

    private static Problem problem(RoutingContext exchange) {
        return exchange.get(BLOCKED) == null ? Problem.UNAUTHORIZED : Problem.TOO_MANY_ATTEMPTS;
    }

    /** Empty, which is no token, when there is none. */
    private static String token(String header) {
        boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? header.substring(SCHEME.length()) : "";
    }
}
