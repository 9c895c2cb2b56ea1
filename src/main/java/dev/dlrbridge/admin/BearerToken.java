package dev.dlrbridge.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
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
        return open || isKnown(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                ? null
                : Problem.UNAUTHORIZED.response();
    }

    private boolean isKnown(String header) {
        boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer && token.is(header.substring(SCHEME.length()));
    }
}
