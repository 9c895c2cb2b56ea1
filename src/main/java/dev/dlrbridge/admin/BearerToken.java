package dev.dlrbridge.admin;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets in who knows the administration token; digests are compared, so that not even its length can be measured. */
@Singleton
public class BearerToken {
    private static final String PROTECTED = "/api/";
    private static final String SCHEME = "Bearer ";

    private final byte[] expected;

    BearerToken(AdminConfig config) {
        this.expected = digest(config.token());
    }

    @ServerRequestFilter(preMatching = true)
    public Response check(ContainerRequestContext request) {
        boolean open = !request.getUriInfo().getRequestUri().getPath().startsWith(PROTECTED);
        return open || isKnown(request.getHeaderString(HttpHeaders.AUTHORIZATION))
                ? null
                : Problem.UNAUTHORIZED.response();
    }

    private boolean isKnown(String header) {
        boolean bearer = header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
        return bearer && MessageDigest.isEqual(expected, digest(header.substring(SCHEME.length())));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
