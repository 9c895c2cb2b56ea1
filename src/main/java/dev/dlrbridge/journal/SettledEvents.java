package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.sql.Statements;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.tenant.event.EventPortal;
import dev.dlrbridge.tenant.event.Outbox;
import dev.dlrbridge.tenant.event.PortalEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tells integrators of messages whose final status has reached the portal, or never will: the portal refuses it, or it has
 * waited for too long. Each status of a message is told once; where nobody wants to know, nothing is paid for it.
 */
@ApplicationScoped
class SettledEvents {
    private final Outbox outbox;

    SettledEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    boolean areWanted() {
        return outbox.wants(EventKind.MESSAGE_SETTLED);
    }

    boolean areWanted(List<Settlement> settlements) {
        return areWanted() && settlements.stream().anyMatch(SettledEvents::isEnd);
    }

    /** @param settled those of the settlements that counted */
    Uni<Void> write(Statements transaction, List<Settlement> settlements, List<Settled> settled) {
        Set<String> counted = settled.stream()
                .map(message -> key(message.portalId(), message.messageId()))
                .collect(Collectors.toSet());
        List<Ended> ends = settlements.stream()
                .filter(SettledEvents::isEnd)
                .filter(end -> counted.contains(
                        key(end.message().portalId(), end.message().messageId())))
                .map(Ended::settled)
                .toList();
        return write(transaction, ends);
    }

    Uni<Void> write(Statements transaction, List<Ended> ends) {
        Set<UUID> portals = ends.stream().map(Ended::portalId).collect(Collectors.toSet());
        return portals.isEmpty()
                ? Uni.createFrom().voidItem()
                : outbox.portals(transaction, EventKind.MESSAGE_SETTLED, portals)
                        .chain(known -> outbox.write(transaction, events(ends, known)))
                        .replaceWithVoid();
    }

    private static List<PortalEvent> events(List<Ended> ends, Map<UUID, EventPortal> portals) {
        return ends.stream()
                .filter(end -> portals.containsKey(end.portalId))
                .map(end -> event(end, portals.get(end.portalId)))
                .toList();
    }

    private static PortalEvent event(Ended end, EventPortal portal) {
        Map<String, Object> data = new HashMap<>(Map.of(
                "messageId", end.messageId,
                "senderCode", end.senderCode,
                "status", end.status.word(),
                "forwarded", end.forwarded));
        if (end.error != null) {
            data.put("error", end.error);
        }
        return PortalEvent.once(
                EventKind.MESSAGE_SETTLED,
                portal,
                data,
                key(end.portalId, end.messageId) + '\0' + end.status + '\0' + end.forwarded);
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

    /**
     * A message for which nothing more is done.
     *
     * @param forwarded whether the portal has its status
     * @param error why not; null when there was none
     */
    record Ended(UUID portalId, String messageId, String senderCode, Status status, boolean forwarded, String error) {
        private static Ended settled(Settlement settlement) {
            DueMessage message = settlement.message();
            return new Ended(
                    message.portalId(),
                    message.messageId(),
                    message.senderCode(),
                    message.status(),
                    settlement.forwarded(),
                    settlement.error());
        }

        /** @param row what {@link ExpireSql#EXPIRE_EACH} answers */
        static Ended expired(Row row) {
            return new Ended(
                    row.getUUID(0),
                    row.getString(1),
                    row.getString(2),
                    StatusCode.status(row.getShort(3)),
                    false,
                    "EXPIRED");
        }
    }
}
