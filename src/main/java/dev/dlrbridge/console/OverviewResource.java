package dev.dlrbridge.console;

import dev.dlrbridge.admin.access.Caller;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.container.ContainerRequestContext;
import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.journal.JournalCensus;
import dev.dlrbridge.tenant.PortalCensus;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Where things stand. */
@Path(AdminPath.CONSOLE)
class OverviewResource {
    private final PortalCensus portals;
    private final JournalCensus journal;
    private final Pages pages;

    OverviewResource(PortalCensus portals, JournalCensus journal, Pages pages) {
        this.portals = portals;
        this.journal = journal;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> show(@Context ContainerRequestContext request) {
        if (!Caller.of(request).applications().isEmpty()) { // the figures are of all
            return Uni.createFrom().item(Pages.goTo(AdminPath.CONSOLE + "/applications"));
        }
        return Uni.combine()
                .all()
                .unis(portals.groups(), journal.backlogs(), journal.kept())
                .asTuple()
                .chain(counted -> pages.show(
                        request,
                        frame -> Templates.overview(
                                frame, Figures.of(counted.getItem1(), counted.getItem2(), counted.getItem3()))));
    }
}
