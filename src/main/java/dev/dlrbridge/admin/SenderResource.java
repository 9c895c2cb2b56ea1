package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.Page;
import dev.dlrbridge.tenant.callback.HandlerKeys;
import dev.dlrbridge.tenant.sender.SenderState;
import dev.dlrbridge.tenant.sender.Senders;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;

/** The message senders that a portal shows its users, beside the channels. Each call asks the portal. */
@Path("/api/v1/applications/{clientId}/portals/{memberId}/senders")
class SenderResource {
    private final Senders senders;
    private final PortalLookup lookup;
    private final HandlerKeys handlers;

    SenderResource(Senders senders, PortalLookup lookup, HandlerKeys handlers) {
        this.senders = senders;
        this.lookup = lookup;
        this.handlers = handlers;
    }

    @GET
    @RolesAllowed("viewer")
    @Operation(summary = "Compares the portal's senders with the channels")
    public Uni<Page<SenderView>> compare(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId).chain(senders::compare).map(SenderResource::page);
    }

    @POST
    @RolesAllowed("operator")
    @Operation(summary = "Registers the channels' senders on the portal, or updates them; may be repeated")
    public Uni<Page<SenderView>> register(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId).chain(senders::register).map(SenderResource::page);
    }

    @POST
    @Path("reveal-handler")
    @RolesAllowed("admin")
    @Operation(summary = "Shows the HANDLER of senders whose messages the bridge takes; it contains the portal's key")
    public Uni<RevealedHandler> revealHandler(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> handlers.addressOf(portal.id()))
                .map(RevealedHandler::new);
    }

    @DELETE
    @Path("{code}")
    @RolesAllowed("admin")
    @Operation(summary = "Removes a sender from the portal")
    public Uni<Void> delete(
            @RestPath String clientId,
            @RestPath String memberId,
            @RestPath @Pattern(regexp = "[A-Za-z0-9._-]{1,64}") String code) {
        return lookup.require(clientId, memberId).chain(portal -> senders.delete(portal, code));
    }

    private static Page<SenderView> page(List<SenderState> states) {
        return Page.last(states.stream().map(SenderView::of).toList());
    }

    /** @param state {@code registered}, {@code missing}, {@code no-handler} or {@code no-channel} */
    record SenderView(String code, String state, List<UUID> channels) {
        static SenderView of(SenderState sender) {
            return new SenderView(sender.code(), sender.agreement().word(), sender.channels());
        }
    }

    /** Contains the key. */
    record RevealedHandler(URI handlerUrl) {
        @Override
        public String toString() {
            return "RevealedHandler";
        }
    }
}
