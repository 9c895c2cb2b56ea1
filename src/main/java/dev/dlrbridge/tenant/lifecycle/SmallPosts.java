package dev.dlrbridge.tenant.lifecycle;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses posts under {@code /bitrix24} that are larger than any of Bitrix24's, or do not say how large they are. */
@Singleton
class SmallPosts {
    private static final int LARGEST = 64 << 10;

    /** @return null when the request may go on */
    @ServerRequestFilter(preMatching = true)
    public Response check(ContainerRequestContext request) {
        boolean concerned = request.getUriInfo().getRequestUri().getPath().startsWith("/bitrix24/");
        boolean chunked = request.getHeaderString("Transfer-Encoding") != null;
        return concerned && (chunked || request.getLength() > LARGEST) ? Outcome.TOO_LARGE.response() : null;
    }
}
