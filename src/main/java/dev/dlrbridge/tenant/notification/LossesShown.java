package dev.dlrbridge.tenant.notification;

import java.util.List;
import java.util.UUID;

/** Committed: portals show of these messages that they have not arrived. */
public record LossesShown(List<Loss> losses) {
    /** One of them. */
    public record Loss(UUID portalId, String messageId) {}
}
