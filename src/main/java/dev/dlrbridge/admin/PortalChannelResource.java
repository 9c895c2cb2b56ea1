package dev.dlrbridge.admin;

import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.intake.CallbackUrls;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.Portal;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;

/** A portal's senders, each bound to one gateway. */
@Path("/api/v1/applications/{clientId}/portals/{memberId}/channels")
class PortalChannelResource {
    private final Channels channels;
    private final PortalLookup lookup;
    private final Gateways gateways;
    private final CallbackUrls urls;

    PortalChannelResource(Channels channels, PortalLookup lookup, Gateways gateways, CallbackUrls urls) {
        this.channels = channels;
        this.lookup = lookup;
        this.gateways = gateways;
        this.urls = urls;
    }

    @POST
    public Uni<Response> create(
            @RestPath String clientId, @RestPath String memberId, @NotNull @Valid ChannelRequest body) {
        body.check(gateways);
        return lookup.require(clientId, memberId)
                .chain(portal -> create(portal, body))
                .map(this::created);
    }

    @GET
    public Uni<Page<ChannelView>> list(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> channels.listOf(portal.id()))
                .map(found -> Page.last(found.stream().map(ChannelView::of).toList()));
    }

    private Uni<CreatedChannel> create(Portal portal, ChannelRequest body) {
        Map<String, List<String>> secrets = body.secretsOrNone().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, secret -> List.of(secret.getValue())));
        return channels.create(
                portal.id(), body.gateway(), body.senderCode(), secrets, Map.copyOf(body.settingsOrNone()));
    }

    private Response created(CreatedChannel created) {
        Channel channel = created.channel();
        ChannelView view = ChannelView.of(channel).withCallbackUrl(urls.of(channel.gateway(), created.key()));
        return Response.status(Response.Status.CREATED).entity(view).build();
    }
}
