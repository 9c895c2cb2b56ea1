package dev.dlrbridge.portalpage;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.portalpage.PageTokens.Known;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Tells who asks for something of a portal's page, by the token that the page was given. */
@ApplicationScoped
class PageAuthentication implements HttpAuthenticationMechanism {
    private final PageTokens tokens;

    PageAuthentication(PageTokens tokens) {
        this.tokens = tokens;
    }

    /** Renews the token on the way: the page takes the next one from the answer. */
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        String token = isConcerned(exchange.request()) ? exchange.request().getHeader(PageTokens.HEADER) : null;
        if (token == null) {
            return Uni.createFrom().nullItem();
        }
        return tokens.read(token)
                .map(known -> Uni.createFrom().item(identity(exchange, known)))
                .orElseGet(() -> Uni.createFrom().failure(new AuthenticationFailedException()));
    }

    private SecurityIdentity identity(RoutingContext exchange, Known known) {
        tokens.renewed(known).ifPresent(next -> exchange.response().putHeader(PageTokens.HEADER, next));
        QuarkusSecurityIdentity.Builder identity =
                QuarkusSecurityIdentity.builder().setPrincipal(known.visitor()).addRole(Visitor.USER);
        if (known.visitor().administrator()) {
            identity.addRole(Visitor.ADMINISTRATOR);
        }
        return identity.build();
    }

    /** Before the mechanism of the API, which answers whatever is left. */
    @Override
    public int getPriority() {
        return DEFAULT_PRIORITY + 2;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext exchange) {
        if (!isConcerned(exchange.request())) {
            return Uni.createFrom().item(false);
        }
        Problem.UNAUTHORIZED.send(exchange.response());
        return Uni.createFrom().item(true);
    }

    private static boolean isConcerned(HttpServerRequest request) {
        return request.path().startsWith(PagePath.BELOW);
    }
}
