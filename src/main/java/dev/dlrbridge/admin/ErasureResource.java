package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.admin.http.PageRequest;
import dev.dlrbridge.admin.http.TimeCursor;
import dev.dlrbridge.retention.Erasures;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

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
    public Uni<Page<ErasureView>> list(@RestPath String clientId, @Valid @BeanParam PageRequest page) {
        TimeCursor last = page.key(TimeCursor::of, TimeCursor.NONE);
        return lookup.requireApplication(clientId)
                .chain(application -> erasures.list(clientId, last.time(), last.id(), page.items()))
                .map(found -> page.of(
                        found.stream().map(ErasureView::of).toList(),
                        view -> TimeCursor.key(view.requestedAt(), view.portalId())));
    }
}
