package dev.dlrbridge.console;

import dev.dlrbridge.admin.http.AdminPath;
import dev.dlrbridge.console.frame.Guarded;
import dev.dlrbridge.console.frame.Pages;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.sender.SenderState;
import dev.dlrbridge.tenant.sender.Senders;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** The message senders that a portal shows its users, beside its channels. Each call asks the portal. */
@Path(AdminPath.CONSOLE + "/applications/{clientId}/portals/{memberId}/senders")
@Guarded
class SenderResource {
    private final Senders senders;
    private final Lookup lookup;
    private final Pages pages;

    SenderResource(Senders senders, Lookup lookup, Pages pages) {
        this.senders = senders;
        this.lookup = lookup;
        this.pages = pages;
    }

    @GET
    @RolesAllowed("viewer")
    public Uni<Response> compare(
            @Context ContainerRequestContext request, @RestPath String clientId, @RestPath String memberId) {
        return lookup.portal(clientId, memberId)
                .chain(portal -> senders.compare(portal).chain(found -> show(request, portal, found)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @RolesAllowed("operator")
    public Uni<Response> register(
            @Context ContainerRequestContext request, @RestPath String clientId, @RestPath String memberId) {
        return lookup.portal(clientId, memberId)
                .chain(portal -> senders.register(portal).chain(found -> show(request, portal, found)));
    }

    private Uni<Response> show(ContainerRequestContext request, Portal portal, List<SenderState> found) {
        return pages.show(request, frame -> Templates.senders(frame, portal.name(), found));
    }
}
