package dev.dlrbridge.console.frame;

import dev.dlrbridge.admin.audit.ChangedFields;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

    /** The second is for those that were typed, not sent by a page. */
    private static final Set<String> OURS = Set.of("same-origin", "none");

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
        if (isOurs) {
            request.setProperty(ChangedFields.CHANGED, ChangedFields.named(names(form)));
            return null;
        }
        return Problem.FORBIDDEN.response();
    }

    /**
     * Refuses what a page of another site has sent, also where there is no session yet whose token a form could have: by what
     * <a href="https://www.w3.org/TR/fetch-metadata/">browsers say of themselves</a>.
     */
    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    Response checkSite(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        boolean isForm = AdminPath.isConsole(request.getUriInfo().getPath())
                && !request.getMethod().equals(HttpMethod.GET);
        return isForm && site != null && !OURS.contains(site) ? Problem.FORBIDDEN.response() : null;
    }

    private static List<String> names(ResteasyReactiveRequestContext form) {
        List<String> names = new ArrayList<>();
        form.getFormData().forEach(names::add);
        names.remove(FIELD);
        return names;
    }
}
