package dev.dlrbridge.journal;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A message that was settled.
 *
 * @param isDue again, at once
 */
record Settled(UUID portalId, String messageId, boolean isDue) {
    static Settled of(Row row) {
        return new Settled(row.getUUID(0), row.getString(1), row.getBoolean(2));
    }

    static Set<UUID> dueAgain(List<Settled> messages) {
        return messages.stream().filter(Settled::isDue).map(Settled::portalId).collect(Collectors.toUnmodifiableSet());
    }
}
