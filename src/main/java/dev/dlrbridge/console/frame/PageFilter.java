package dev.dlrbridge.console.frame;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every answer of the console has: the browser's orders, and refusals as pages. */
@Singleton
class PageFilter {
    /** The style sheet holds its icons as data. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** The statuses that have words of their own. */
    private static final Set<Integer> WORDED = Set.of(400, 403, 404, 405, 409, 412, 415, 429, 500, 502, 503);

    private static final int YEAR = 365 * 24 * 60 * 60;

    private final Pages pages;

    PageFilter(Pages pages) {
        this.pages = pages;
    }

    @ServerResponseFilter
    void complete(ContainerRequestContext request, ContainerResponseContext response) {
        if (!AdminPath.isConsole(request.getUriInfo().getRequestUri().getPath())) {
            return;
        }
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Content-Security-Policy", POLICY);
        headers.putSingle("Cache-Control", "no-store");
        headers.putSingle("Referrer-Policy", "same-origin");
        headers.putSingle("X-Content-Type-Options", "nosniff");
        headers.putSingle("Cross-Origin-Opener-Policy", "same-origin");
        remember(request, headers);
        if (response.getStatus() >= 400 && !MediaType.TEXT_HTML_TYPE.isCompatible(response.getMediaType())) {
            showRefusal(Visit.of(request), response);
        }
    }

    private void remember(ContainerRequestContext request, MultivaluedMap<String, Object> headers) {
        String chosen = request.getUriInfo().getQueryParameters().getFirst(Visit.LANGUAGE);
        if (chosen != null && pages.hasLanguage(chosen)) {
            headers.add(
                    "Set-Cookie",
                    new NewCookie.Builder(Visit.LANGUAGE)
                            .value(chosen)
                            .path(AdminPath.CONSOLE)
                            .maxAge(YEAR)
                            .sameSite(NewCookie.SameSite.STRICT)
                            .build());
        }
    }

    private void showRefusal(Visit visit, ContainerResponseContext response) {
        String text = WORDED.contains(response.getStatus()) ? "refusal_" + response.getStatus() : "refused";
        String fields = response.getEntity() instanceof Problem.Document problem && problem.errors() != null
                ? String.join(
                        "; ",
                        problem.errors().stream()
                                .map(error -> error.field() + " " + error.message())
                                .toList())
                : "";
        String page = pages.render(visit, frame -> FrameTemplates.refusal(frame, text, fields));
        response.setEntity(page, null, MediaType.valueOf(MediaType.TEXT_HTML + ";charset=UTF-8"));
    }
}
