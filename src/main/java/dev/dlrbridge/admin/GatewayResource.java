package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.gateway.Gateways;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The catalogue: which gateways the bridge understands, and what a channel of each needs. */
@Path("/api/v1/gateways")
class GatewayResource {
    private final Gateways gateways;

    GatewayResource(Gateways gateways) {
        this.gateways = gateways;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "Show the catalogue of gateways")
    public Page<GatewayView> list() {
        return Page.last(gateways.all().stream().map(GatewayView::of).toList());
    }
}
