package dev.dlrbridge.admin;

import dev.dlrbridge.admin.Problem.FieldError;
import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.journal.Correlations;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
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
import org.jboss.resteasy.reactive.RestPath;

/** One channel, by its id alone. */
@Path("/api/v1/channels/{id}")
class ChannelResource {
    private final Channels channels;
    private final PortalLookup lookup;
    private final Gateways gateways;
    private final Correlations correlations;

    ChannelResource(Channels channels, PortalLookup lookup, Gateways gateways, Correlations correlations) {
        this.channels = channels;
        this.lookup = lookup;
        this.gateways = gateways;
        this.correlations = correlations;
    }

    @GET
    public Uni<ChannelView> get(@RestPath UUID id) {
        return lookup.requireChannel(id).map(ChannelView::of);
    }

    @DELETE
    public Uni<Void> delete(@RestPath UUID id) {
        return lookup.requireChannel(id)
                .chain(channel -> channels.delete(channel.id()))
                .replaceWithVoid();
    }

    /** Tells which messages the gateway's own ids stand for; all are stored, or none. */
    @POST
    @Path("correlations")
    public Uni<Response> correlate(
            @RestPath UUID id, @NotEmpty @Size(max = 1000) List<@NotNull @Valid CorrelationRequest> body) {
        return lookup.requireChannel(id)
                .chain(channel -> correlations.put(Destination.of(channel), messagesByKey(channel, body)))
                .map(stored -> stored ? Response.noContent().build() : Problem.OTHER_MESSAGE.response());
    }

    private Map<String, String> messagesByKey(Channel channel, List<CorrelationRequest> body) {
        Gateway gateway = gateways.find(channel.gateway()).orElseThrow();
        Map<String, String> messages = new HashMap<>();
        for (CorrelationRequest correlation : body) {
            if (!channel.messageIdPattern().matcher(correlation.messageId()).matches()) {
                throw new InvalidFieldsException(
                        List.of(new FieldError("messageId", "does not match the channel's messageIdPattern")));
            }
            String key = gateway.correlationKey(cleaned(correlation.gatewayId()), correlation.recipient());
            String known = messages.putIfAbsent(key, correlation.messageId());
            if (known != null && !known.equals(correlation.messageId())) {
                throw new InvalidFieldsException(
                        List.of(new FieldError("gatewayId", "stands twice, for different messages")));
            }
        }
        return messages;
    }

    /** As a report's id is cleaned, so that the two meet. */
    private static String cleaned(String gatewayId) {
        String cleaned = FieldText.clean(gatewayId);
        if (cleaned == null) {
            throw new InvalidFieldsException(List.of(new FieldError("gatewayId", "must not be blank")));
        }
        return cleaned;
    }

    /** @param recipient needed only by gateways whose ids are shared by several recipients; not stored */
    record CorrelationRequest(
            @NotBlank @Size(max = FieldText.IDENTIFIER_LENGTH)
            String gatewayId,

            @Size(max = 64) String recipient,
            @NotBlank @Size(max = 128) String messageId) {
        @Override
        public String toString() {
            return "CorrelationRequest[gatewayId=" + gatewayId + "]";
        }
    }
}
