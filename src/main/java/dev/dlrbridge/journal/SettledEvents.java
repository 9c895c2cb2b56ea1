package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells integrators of messages whose final status has reached the portal, or never will since the portal refuses it. Each
 * status of a message is told once; where nobody wants to know, nothing is paid for it.
 */
@ApplicationScoped
class SettledEvents {
    private final Outbox outbox;

    SettledEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    boolean areWanted(List<Settlement> settlements) {
        return outbox.wants(EventKind.MESSAGE_SETTLED) && settlements.stream().anyMatch(SettledEvents::isEnd);
    }

    /** @param settled those of the settlements that counted */
    Uni<Void> write(Statements transaction, List<Settlement> settlements, List<Settled> settled) {
        Set<String> counted = settled.stream()
                .map(message -> key(message.portalId(), message.messageId()))
                .collect(Collectors.toSet());
        List<Settlement> ends = settlements.stream()
                .filter(SettledEvents::isEnd)
                .filter(end -> counted.contains(
                        key(end.message().portalId(), end.message().messageId())))
                .toList();
        Set<UUID> portals = ends.stream().map(end -> end.message().portalId()).collect(Collectors.toSet());
        return outbox.portals(transaction, EventKind.MESSAGE_SETTLED, portals)
                .chain(known -> outbox.write(transaction, events(ends, known)))
                .replaceWithVoid();
    }

    private static List<PortalEvent> events(List<Settlement> ends, Map<UUID, EventPortal> portals) {
        return ends.stream()
                .flatMap(end ->
                        Optional.ofNullable(portals.get(end.message().portalId()))
                                .map(portal -> event(end, portal))
                                .stream())
                .toList();
    }

    private static PortalEvent event(Settlement end, EventPortal portal) {
        DueMessage message = end.message();
        Map<String, Object> data = new HashMap<>(Map.of(
                "messageId", message.messageId(),
                "senderCode", message.senderCode(),
                "status", message.status().word(),
                "forwarded", end.forwarded()));
        if (end.error() != null) {
            data.put("error", end.error());
        }
        return PortalEvent.once(
                EventKind.MESSAGE_SETTLED,
                portal,
                data,
                key(message.portalId(), message.messageId()) + '\0' + message.status() + '\0' + end.forwarded());
    }

    private static boolean isEnd(Settlement settlement) {
        return !settlement.isConfirmation()
                && (settlement.rejected()
                        || settlement.forwarded()
                                && settlement.message().status().compareTo(Status.UNDELIVERED) >= 0);
    }

    private static String key(UUID portalId, String messageId) {
        return portalId + "\0" + messageId;
    }
}
