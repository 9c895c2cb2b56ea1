package dev.dlrbridge.handler;

import dev.dlrbridge.gateway.FieldText;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Gateways;
import dev.dlrbridge.journal.Correlations;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.PortalMessage;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.event.DeliveryListener;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.trace.LogFields;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jboss.logging.Logger;

/** What follows when the integrator has a requested message, or will never have it. */
@ApplicationScoped
class HandedOver implements DeliveryListener {
    private static final Logger LOG = Logger.getLogger(HandedOver.class);

    private final RequestedMessages messages;
    private final FailedMessages failed;
    private final Channels channels;
    private final Gateways gateways;
    private final Correlations correlations;
    private final HandlerMetrics metrics;

    HandedOver(
            RequestedMessages messages,
            FailedMessages failed,
            Channels channels,
            Gateways gateways,
            Correlations correlations,
            HandlerMetrics metrics) {
        this.messages = messages;
        this.failed = failed;
        this.channels = channels;
        this.gateways = gateways;
        this.correlations = correlations;
        this.metrics = metrics;
    }

    @Override
    public EventKind kind() {
        return EventKind.MESSAGE_REQUESTED;
    }

    /** The first answer counts: what a message stands for was told by then. */
    @Override
    public Uni<Void> delivered(UUID eventId, UUID portalId, byte[] answer) {
        return messages.waiting(portalId, eventId)
                .chain(found -> found.isPresent()
                        ? follow(found.get(), IntegratorAnswer.of(answer))
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Void> givenUp(UUID eventId, UUID portalId) {
        return messages.fail(portalId, eventId, Failure.NOT_HANDED_OVER)
                .chain(() -> failed.reportSoon(portalId, eventId));
    }

    private Uni<Void> follow(RequestedMessage message, IntegratorAnswer answer) {
        if (answer instanceof IntegratorAnswer.Failed refused) {
            return failed.report(message, refused.errorCode(), refused.errorText())
                    .invoke(() -> metrics.handedOver(AnswerKind.FAILED));
        }
        Uni<AnswerKind> outcome = answer instanceof IntegratorAnswer.Sent sent
                ? correlate(message, sent.gatewayIds())
                : Uni.createFrom()
                        .item(answer instanceof IntegratorAnswer.Unreadable ? AnswerKind.UNREADABLE : AnswerKind.PLAIN);
        return outcome.call(() -> messages.end(message.message(), "handed"))
                .invoke(metrics::handedOver)
                .replaceWithVoid();
    }

    private Uni<AnswerKind> correlate(RequestedMessage message, List<String> gatewayIds) {
        return channels.find(message.channelId())
                .chain(channel -> channel.flatMap(known -> gateways.find(known.gateway())
                                .map(gateway -> correlate(message, gatewayIds, known, gateway)))
                        .orElseGet(() -> Uni.createFrom().item(AnswerKind.WITHOUT_CHANNEL)));
    }

    private Uni<AnswerKind> correlate(
            RequestedMessage message, List<String> gatewayIds, Channel channel, Gateway gateway) {
        Map<String, PortalMessage> byKey = new HashMap<>();
        gatewayIds.stream()
                .map(FieldText::identifier)
                .filter(Objects::nonNull)
                .map(id -> gateway.correlationKey(
                        id, message.recipient().orElse(null), channel.settings().ofGateway()))
                .forEach(key -> byKey.put(key, message.message()));
        return byKey.isEmpty()
                ? Uni.createFrom().item(AnswerKind.UNREADABLE)
                : correlations
                        .put(Destination.of(channel), byKey)
                        .map(stored -> stored ? AnswerKind.CORRELATED : conflict(channel));
    }

    private static AnswerKind conflict(Channel channel) {
        try (LogFields fields = LogFields.portal(channel.portalId()).gateway(channel.gateway())) {
            LOG.warnf(
                    "An integrator has answered with a gateway's id that is another message's; channel %s shows the status of"
                            + " neither for certain",
                    channel.id());
        }
        return AnswerKind.CONFLICT;
    }
}
