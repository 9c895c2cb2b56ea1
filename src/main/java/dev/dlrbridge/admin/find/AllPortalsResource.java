package dev.dlrbridge.admin.find;

import dev.dlrbridge.admin.access.Caller;
import dev.dlrbridge.admin.http.Export;
import dev.dlrbridge.admin.http.Export.Step;
import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.search.PortalFilter;
import dev.dlrbridge.search.PortalSituation;
import dev.dlrbridge.search.PortalSituations;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** Portals over all applications. */
@Path("/api/v1/portals")
class AllPortalsResource {
    private static final String STATES = "active|parked|uninstalled";

    private static final List<String> COLUMNS = List.of(
            "application",
            "memberId",
            "domain",
            "state",
            "reason",
            "reasonText",
            "parkedSince",
            "nextTryAt",
            "requestLimit",
            "backlog",
            "oldestWaitingSince",
            "createdAt",
            "updatedAt");

    private final PortalSituations portals;
    private final Export export;

    AllPortalsResource(PortalSituations portals, Export export) {
        this.portals = portals;
        this.export = export;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("viewer")
    @Operation(
            summary = "List portals over all applications",
            description = "Also as text/csv and application/x-ndjson, then without pages.")
    public Uni<Page<PortalSituation>> list(
            @Context ContainerRequestContext request,
            @RestQuery String application,
            @RestQuery @Pattern(regexp = STATES) String state,
            @RestQuery String reason,
            @RestQuery String domain,
            @Valid @BeanParam PageRequest page) {
        PortalFilter filter = new PortalFilter(Caller.of(request).asked(application), state, reason, domain);
        return after(filter, page.key(), page.items()).map(found -> page.of(found, AllPortalsResource::key));
    }

    @GET
    @Produces(Export.CSV)
    @RolesAllowed("viewer")
    @Operation(hidden = true)
    public Multi<String> csv(
            @Context ContainerRequestContext request,
            @RestQuery String application,
            @RestQuery @Pattern(regexp = STATES) String state,
            @RestQuery String reason,
            @RestQuery String domain) {
        PortalFilter filter = new PortalFilter(Caller.of(request).asked(application), state, reason, domain);
        return export.csv(COLUMNS, after -> step(filter, after));
    }

    @GET
    @Produces(Export.NDJSON)
    @RolesAllowed("viewer")
    @Operation(hidden = true)
    public Multi<PortalSituation> lines(
            @Context ContainerRequestContext request,
            @RestQuery String application,
            @RestQuery @Pattern(regexp = STATES) String state,
            @RestQuery String reason,
            @RestQuery String domain) {
        PortalFilter filter = new PortalFilter(Caller.of(request).asked(application), state, reason, domain);
        return export.items(after -> step(filter, after));
    }

    private Uni<Step<PortalSituation>> step(PortalFilter filter, String after) {
        return after(filter, after == null ? "" : after, Export.PAGE)
                .map(found -> Step.of(found, AllPortalsResource::key));
    }

    private Uni<List<PortalSituation>> after(PortalFilter filter, String key, int limit) {
        int end = key.indexOf(' ');
        return end < 0
                ? portals.list(filter, "", "", limit)
                : portals.list(filter, key.substring(0, end), key.substring(end + 1), limit);
    }

    private static String key(PortalSituation portal) {
        return portal.portal().application() + " " + portal.portal().memberId();
    }
}
