package dev.dlrbridge.admin;

import dev.dlrbridge.tenant.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets requests to {@code /api} in only with a valid token, whatever they ask for. */
@Singleton
class BearerToken {
    private static final String PROTECTED = "/api";
    private static final String SCHEME = "Bearer ";
    private static final int MOST_PROVED = 1_000;

    private final KnownTokens tokens;
    private final ClientAddress addresses;
    private final FailedAttempts failures = new FailedAttempts(System::nanoTime);
    /** Tokens that were valid once: who has one does not guess, and is not locked out by others behind his address. */
    private final Set<ByteBuffer> proved = Collections.synchronizedSet(Collections.newSetFromMap(new Latest()));

    BearerToken(KnownTokens tokens, ClientAddress addresses) {
        this.tokens = tokens;
        this.addresses = addresses;
    }

    /** @return null when the request may go on */
    @ServerRequestFilter(preMatching = true)
    public Response check(ContainerRequestContext request, HttpServerRequest connection) {
        boolean open = !request.getUriInfo().getRequestUri().getPath().startsWith(PROTECTED);
        if (open) {
            return null;
        }
        String token = token(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        byte[] hash = KnownTokens.hash(token);
        String peer = connection.remoteAddress().hostAddress();
        String address = addresses.of(peer, request.getHeaders()).orElse(peer);
        if (!proved.contains(ByteBuffer.wrap(hash)) && failures.isBlocked(address)) {
            return Problem.TOO_MANY_ATTEMPTS.response();
        }
        Optional<Caller> caller = tokens.callerWith(hash);
        if (caller.isEmpty()) {
            if (!token.isEmpty()) {
                failures.add(address);
            }
            return Problem.UNAUTHORIZED.response();
        }
        proved.add(ByteBuffer.wrap(hash));
        caller.get().sends(request);
        return namesNothing(request.getUriInfo().getRequestUri()) ? Problem.NOT_FOUND.response() : null;
    }

    /** No name holds a control character, and the database takes no NUL. */
    private static boolean namesNothing(URI address) {
        return address.getPath().chars().anyMatch(Character::isISOControl);
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
