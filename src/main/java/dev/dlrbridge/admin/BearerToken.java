package dev.dlrbridge.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets requests to {@code /api} in only with the administration token, whatever they ask for. */
@Singleton
class BearerToken {
    private static final String PROTECTED = "/api";
    private static final String SCHEME = "Bearer ";

    private final AdminToken token;

    BearerToken(AdminToken token) {
        this.token = token;
    }

    /** @return null when the request may go on */
    @ServerRequestFilter(preMatching = true)
    public Response check(ContainerRequestContext request) {
        boolean open = !request.getUriInfo().getRequestUri().getPath().startsWith(PROTECTED);
        if (open) {
            return null;
        }
        if (!isKnown(request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            return Problem.UNAUTHORIZED.response();
        }
        return namesNothing(request.getUriInfo().getRequestUri()) ? Problem.NOT_FOUND.response() : null;
    }

    /** No name holds a control character, and the database takes no NUL. */
    private static boolean namesNothing(URI address) {
        return address.getPath().chars().anyMatch(Character::isISOControl);
    }

    private boolean isKnown(String header) {
        boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer && token.is(header.substring(SCHEME.length()));
    }
}
