package dev.dlrbridge.admin.access;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.net.AddressRange;
import dev.dlrbridge.net.ClientAddress;
import dev.dlrbridge.net.ServerLimits;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tells on the inside port who sends a request, by his bearer token; guesses are slowed down. */
@ApplicationScoped
class TokenAuthentication implements HttpAuthenticationMechanism {
    private static final String SCHEME = "Bearer ";
    private static final int MOST_PROVED = 1_000;
    private static final String BLOCKED = "dlrbridge.blocked";

    private final InsidePort inside;
    private final KnownTokens tokens;
    private final ClientAddress addresses;
    private final FailedAttempts failures = new FailedAttempts(System::nanoTime);
    /** Tokens that were valid once: who has one does not guess, and is not locked out by others behind his address. */
    private final Set<ByteBuffer> proved = Collections.synchronizedSet(Collections.newSetFromMap(new Latest()));

    TokenAuthentication(InsidePort inside, KnownTokens tokens, ClientAddress addresses) {
        this.inside = inside;
        this.tokens = tokens;
        this.addresses = addresses;
    }

    /** Null where there is no token: what needs none is served, everything else asks for one. */
    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        String token = token(exchange.request().getHeader(HttpHeaders.AUTHORIZATION));
        if (token.isEmpty() || !inside.received(exchange.request())) {
            return Uni.createFrom().nullItem();
        }
        byte[] hash = KnownTokens.hash(token);
        String address = caller(exchange.request());
        if (!proved.contains(ByteBuffer.wrap(hash)) && failures.isBlocked(address)) {
            exchange.put(BLOCKED, true);
            return refused();
        }
        return tokens.withHash(hash)
                .map(known -> proved(exchange.request(), known, hash, address))
                .orElseGet(() -> {
                    failures.add(address);
                    return refused();
                });
    }

    private Uni<SecurityIdentity> proved(HttpServerRequest request, KnownToken known, byte[] hash, String address) {
        proved.add(ByteBuffer.wrap(hash));
        ServerLimits.keep(request);
        return Uni.createFrom()
                .item(QuarkusSecurityIdentity.builder()
                        .setPrincipal(new Caller(known.name(), known.role(), known.applications(), address))
                        .addRoles(known.role().included())
                        .build());
    }

    private static Uni<SecurityIdentity> refused() {
        return Uni.createFrom().failure(new AuthenticationFailedException());
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

    private String caller(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        return AddressRange.callerAt(
                addresses.of(peer, headers(request.headers())).orElse(peer));
    }

    private static Map<String, List<String>> headers(MultiMap headers) {
        Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.names().forEach(name -> values.put(name, headers.getAll(name)));
        return values;
    }

    /** Empty, which is no token, when there is none. */
    private static String token(String header) {
        boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer ? header.substring(SCHEME.length()) : "";
    }

    /** Forgets the oldest. */
    private static final class Latest extends LinkedHashMap<ByteBuffer, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
            return size() > MOST_PROVED;
        }
    }
}
