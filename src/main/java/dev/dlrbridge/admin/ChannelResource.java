package dev.dlrbridge.admin;

import dev.dlrbridge.admin.Problem.FieldError;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.intake.CallbackUrls;
import dev.dlrbridge.journal.Correlations;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.CreatedChannel;
import dev.dlrbridge.tenant.Portal;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;

/** A portal's senders, each bound to one gateway. */
@Path("/api/v1")
class ChannelResource {
    private final Channels channels;
    private final PortalLookup lookup;
    private final Gateways gateways;
    private final Correlations correlations;
    private final CallbackUrls urls;

    ChannelResource(
            Channels channels, PortalLookup lookup, Gateways gateways, Correlations correlations, CallbackUrls urls) {
        this.channels = channels;
        this.lookup = lookup;
        this.gateways = gateways;
        this.correlations = correlations;
        this.urls = urls;
    }

    @POST
    @Path("/applications/{clientId}/portals/{memberId}/channels")
    public Uni<Response> create(
            @RestPath String clientId, @RestPath String memberId, @NotNull @Valid ChannelRequest body) {
        body.check(gateways);
        return lookup.require(clientId, memberId)
                .chain(portal -> create(portal, body))
                .map(this::created);
    }

    @GET
    @Path("/applications/{clientId}/portals/{memberId}/channels")
    public Uni<Page<ChannelView>> list(@RestPath String clientId, @RestPath String memberId) {
        return lookup.require(clientId, memberId)
                .chain(portal -> channels.listOf(portal.id()))
                .map(found -> Page.last(found.stream().map(ChannelView::of).toList()));
    }

    @GET
    @Path("/channels/{id}")
    public Uni<ChannelView> get(@RestPath UUID id) {
        return lookup.requireChannel(id).map(ChannelView::of);
    }

    @DELETE
    @Path("/channels/{id}")
    public Uni<Void> delete(@RestPath UUID id) {
        return lookup.requireChannel(id)
                .chain(channel -> channels.delete(channel.id()))
                .replaceWithVoid();
    }

    @POST
    @Path("/channels/{id}/correlations")
    public Uni<Response> correlate(
            @RestPath UUID id, @NotEmpty @Size(max = 1000) List<@NotNull @Valid CorrelationRequest> body) {
        return lookup.requireChannel(id)
                .chain(channel -> correlations.put(destination(channel), messagesByKey(channel, body)))
                .map(stored -> stored ? Response.noContent().build() : Problem.OTHER_MESSAGE.response());
    }

    private Uni<CreatedChannel> create(Portal portal, ChannelRequest body) {
        Map<String, List<String>> secrets = body.secretsOrNone().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, s -> List.of(s.getValue())));
        return channels.create(
                portal.id(), body.gateway(), body.senderCode(), secrets, Map.copyOf(body.settingsOrNone()));
    }

    private Response created(CreatedChannel created) {
        Channel channel = created.channel();
        ChannelView view = ChannelView.of(channel).withCallbackUrl(urls.of(channel.gateway(), created.key()));
        return Response.status(Response.Status.CREATED).entity(view).build();
    }

    private Map<String, String> messagesByKey(Channel channel, List<CorrelationRequest> body) {
        Gateway gateway = gateways.find(channel.gateway()).orElseThrow();
        Map<String, String> messages = new HashMap<>();
        for (CorrelationRequest correlation : body) {
            if (!channel.messageIdPattern().matcher(correlation.messageId()).matches()) {
                throw new InvalidFieldsException(
                        List.of(new FieldError("messageId", "does not match the channel's messageIdPattern")));
            }
            String key = gateway.correlationKey(correlation.gatewayId(), correlation.recipient());
            String known = messages.putIfAbsent(key, correlation.messageId());
            if (known != null && !known.equals(correlation.messageId())) {
                throw new InvalidFieldsException(
                        List.of(new FieldError("gatewayId", "stands twice, for different messages")));
            }
        }
        return messages;
    }

    private static Destination destination(Channel channel) {
        return new Destination(channel.portalId(), channel.account(), channel.id(), channel.senderCode());
    }

    /** @param recipient needed only by gateways whose ids are shared by several recipients; not stored */
    record CorrelationRequest(
            @NotBlank @Size(max = 512) String gatewayId,
            @Size(max = 64) String recipient,
            @NotBlank @Size(max = 128) String messageId) {
        @Override
        public String toString() {
            return "CorrelationRequest[gatewayId=" + gatewayId + "]";
        }
    }
}
