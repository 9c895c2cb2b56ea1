package dev.dlrbridge.admin;

import dev.dlrbridge.retention.Erasures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The proof that deleted portals are gone with all their rows. */
@Path("/api/v1/applications/{clientId}/erasures")
class ErasureResource {
    private final Erasures erasures;
    private final PortalLookup lookup;

    ErasureResource(Erasures erasures, PortalLookup lookup) {
        this.erasures = erasures;
        this.lookup = lookup;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "Lists an application's erased portals, the latest first")
    public Uni<Page<ErasureView>> list(
            @RestPath String clientId,
            @RestQuery String after,
            @RestQuery @DefaultValue("100") @Pattern(regexp = Page.LIMIT) String limit) {
        int items = Integer.parseInt(limit);
        String known = Page.key(after);
        return lookup.requireApplication(clientId)
                .chain(application -> erasures.list(clientId, ErasureView.position(known), items + 1))
                .map(found -> Page.of(found.stream().map(ErasureView::of).toList(), items, ErasureView::key));
    }
}
