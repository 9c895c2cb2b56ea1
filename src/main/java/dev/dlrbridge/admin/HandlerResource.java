package dev.dlrbridge.admin;

import dev.dlrbridge.tenant.callback.HandlerKeys;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** The address at which a portal asks the bridge to have messages sent. */
@Path("/api/v1/applications/{clientId}/portals/{memberId}/reveal-handler")
class HandlerResource {
    private final PortalLookup lookup;
    private final HandlerKeys keys;

    HandlerResource(PortalLookup lookup, HandlerKeys keys) {
        this.lookup = lookup;
        this.keys = keys;
    }

    @POST
    @RolesAllowed("admin")
    @Operation(summary = "Show the HANDLER address of a portal whose messages the bridge takes; it contains a key")
    public Uni<RevealedHandler> reveal(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> keys.addressOf(portal.id()))
                .map(RevealedHandler::new);
    }

    /** Contains the key. */
    record RevealedHandler(URI handlerUrl) {
        @Override
        public String toString() {
            return "RevealedHandler";
        }
    }
}
