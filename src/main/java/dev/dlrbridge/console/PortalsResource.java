package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.QueryValues;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.search.PortalFilter;
import dev.dlrbridge.search.PortalSituation;
import dev.dlrbridge.search.PortalSituations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** Portals over all applications. */
@Path(AdminPath.CONSOLE + "/portals")
class PortalsResource {
    private final PortalSituations situations;
    private final Pages pages;

    PortalsResource(PortalSituations situations, Pages pages) {
        this.situations = situations;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> list(
            @Context ContainerRequestContext request,
            @RestQuery @DefaultValue("") String application,
            @RestQuery @DefaultValue("") @Pattern(regexp = "|active|parked|uninstalled") String state,
            @RestQuery @DefaultValue("") String reason,
            @RestQuery @DefaultValue("") String domain,
            @Valid @BeanParam PageRequest page) {
        PortalFilter filter = new PortalFilter(
                Caller.of(request).asked(QueryValues.given(application)),
                QueryValues.given(state),
                QueryValues.given(reason),
                QueryValues.given(domain));
        return after(filter, page)
                .map(found -> page.of(found, PortalsResource::key))
                .chain(found -> pages.show(
                        request,
                        frame -> Templates.portals(
                                frame, application, state, reason, domain, found.items(), found.after())));
    }

    private Uni<List<PortalSituation>> after(PortalFilter filter, PageRequest page) {
        String key = page.key();
        int end = key.indexOf(' ');
        return end < 0
                ? situations.list(filter, "", "", page.items())
                : situations.list(filter, key.substring(0, end), key.substring(end + 1), page.items());
    }

    private static String key(PortalSituation portal) {
        return portal.portal().application() + " " + portal.portal().memberId();
    }
}
