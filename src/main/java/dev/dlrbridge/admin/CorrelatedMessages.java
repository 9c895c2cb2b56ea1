package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.journal.PortalMessage;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Finds the messages that an integrator names, each in a portal that the channel serves. */
@Singleton
class CorrelatedMessages {
    private final Gateways gateways;
    private final Portals portals;

    CorrelatedMessages(Gateways gateways, Portals portals) {
        this.gateways = gateways;
        this.portals = portals;
    }

    /** By correlation key. Fails with an {@link InvalidFieldsException} when one of them cannot be. */
    Uni<Map<String, PortalMessage>> byKey(Channel channel, List<CorrelationRequest> requests) {
        Set<String> memberIds = requests.stream()
                .map(CorrelationRequest::memberId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return portals(channel, memberIds).map(known -> byKey(channel, requests, known));
    }

    /** The same of one message, by itself. */
    Uni<PortalMessage> of(Channel channel, String memberId, String messageId) {
        Set<String> memberIds = memberId == null ? Set.of() : Set.of(memberId);
        return portals(channel, memberIds).map(known -> message(channel, memberId, messageId, known));
    }

    /** A portal's own channel needs no look-up. */
    private Uni<Map<String, Portal>> portals(Channel channel, Set<String> memberIds) {
        return channel.isOfApplication() && !memberIds.isEmpty()
                ? portals.ofAccounts(channel.clientId(), memberIds)
                : Uni.createFrom().item(Map.of());
    }

    private Map<String, PortalMessage> byKey(
            Channel channel, List<CorrelationRequest> requests, Map<String, Portal> portals) {
        Gateway gateway = gateways.find(channel.gateway()).orElseThrow();
        Map<String, PortalMessage> messages = new HashMap<>();
        for (CorrelationRequest request : requests) {
            PortalMessage message = message(channel, request.memberId(), request.messageId(), portals);
            String key = gateway.correlationKey(
                    cleaned(request.gatewayId()),
                    request.recipient(),
                    channel.settings().ofGateway());
            PortalMessage known = messages.putIfAbsent(key, message);
            if (known != null && !known.equals(message)) {
                throw invalid("gatewayId", "stands twice, for different messages");
            }
        }
        return messages;
    }

    private static PortalMessage message(
            Channel channel, String memberId, String messageId, Map<String, Portal> portals) {
        if (!channel.messageIdPattern().matcher(messageId).matches()) {
            throw invalid("messageId", "does not match the channel's messageIdPattern");
        }
        if (!channel.isOfApplication()) {
            if (memberId != null && !memberId.equals(channel.account())) {
                throw invalid("memberId", "is not the portal of the channel");
            }
            return new PortalMessage(channel.portalId(), channel.account(), messageId);
        }
        if (memberId == null) {
            throw invalid("memberId", "must be given, since the channel serves all portals of its application");
        }
        Portal portal = portals.get(memberId);
        if (portal == null) {
            throw invalid("memberId", "is no portal of the channel's application");
        }
        return new PortalMessage(portal.id(), portal.account(), messageId);
    }

    /** As a report's id is cleaned, so that the two meet. */
    private static String cleaned(String gatewayId) {
        String cleaned = FieldText.clean(gatewayId);
        if (cleaned == null) {
            throw invalid("gatewayId", "must not be blank");
        }
        return cleaned;
    }

    private static InvalidFieldsException invalid(String field, String error) {
        return new InvalidFieldsException(List.of(new FieldError(field, error)));
    }

    /**
     * Which message a gateway's own id stands for.
     *
     * @param recipient needed only by gateways whose ids are shared by several recipients; not stored
     * @param memberId needed where the channel is an application's: the message's portal
     */
    @Schema(examples = """
            {"gatewayId":"12345","recipient":"+4915112345678","messageId":"0123456789abcdef0123456789abcdef"}""")
    record CorrelationRequest(
            @NotBlank @Size(max = FieldText.IDENTIFIER_LENGTH)
            String gatewayId,

            @Size(max = 64) String recipient,
            @Size(max = 128) String memberId,
            @NotBlank @Size(max = 128) String messageId) {
        @Override
        public String toString() {
            return "CorrelationRequest[gatewayId=" + gatewayId + "]";
        }
    }
}
