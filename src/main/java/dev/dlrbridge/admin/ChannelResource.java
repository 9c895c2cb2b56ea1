package dev.dlrbridge.admin;

import dev.dlrbridge.admin.ChannelView.RefusalView;
import dev.dlrbridge.admin.http.Versions;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.journal.refusal.Refusals;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** One channel, by its id alone. */
@Path("/api/v1/channels")
class ChannelResource {
    private final Channels channels;
    private final PortalLookup lookup;
    private final Gateways gateways;
    private final Refusals refusals;

    ChannelResource(Channels channels, PortalLookup lookup, Gateways gateways, Refusals refusals) {
        this.channels = channels;
        this.lookup = lookup;
        this.gateways = gateways;
        this.refusals = refusals;
    }

    @GET
    @Path("{id}")
    @RolesAllowed("viewer")
    @Operation(summary = "Show a channel with its last refusals")
    public Uni<Response> get(@RestPath UUID id) {
        return lookup.requireStored(id).chain(stored -> {
            Channel channel = stored.channel();
            return refusals.ofChannel(channel.portalId(), channel.id())
                    .map(last -> ChannelView.of(
                            stored, null, last.stream().map(RefusalView::of).toList()))
                    .map(view -> Versions.ok(view, stored.version()));
        });
    }

    @PATCH
    @Path("{id}")
    @RolesAllowed("admin")
    @Operation(summary = "Change a channel's sender, secrets, settings or message id pattern")
    public Uni<Response> change(
            @RestPath UUID id, @RestHeader("If-Match") String ifMatch, @NotNull @Valid ChannelPatch body) {
        return channels.change(id, stored -> body.applyTo(stored.channel(), gateways), Versions.seen(ifMatch))
                .map(found -> PortalLookup.present(found, "channel"))
                .map(stored -> Versions.ok(ChannelView.of(stored), stored.version()));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("admin")
    @Operation(summary = "Delete a channel; its callback URL is unknown from then on")
    public Uni<Void> delete(@RestPath UUID id) {
        return lookup.requireChannel(id)
                .call(channel -> channels.delete(channel.id()))
                .chain(channel -> refusals.forget(channel.portalId(), channel.id()));
    }
}
