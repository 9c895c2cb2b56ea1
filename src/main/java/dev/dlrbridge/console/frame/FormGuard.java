package dev.dlrbridge.console.frame;

import dev.dlrbridge.admin.http.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * Refuses forms that no page of the session has made. The framework's own guard would look at every form, also at those
 * that portals post to the bridge and that carry no token.
 */
@Singleton
class FormGuard {
    static final String FIELD = "formToken";

    /** Before the audit, in which nothing stands that was not even tried. */
    @Guarded
    @WithFormRead
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    Response check(ResteasyReactiveContainerRequestContext request) {
        if (request.getMethod().equals(HttpMethod.GET)) {
            return null;
        }
        ResteasyReactiveRequestContext form = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        Object shown = form.getFormParameter(FIELD, true, false);
        String expected = Visit.of(request).formToken();
        boolean isOurs = shown instanceof String text
                && !expected.isEmpty()
                && MessageDigest.isEqual(
                        text.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
        return isOurs ? null : Problem.FORBIDDEN.response();
    }
}
