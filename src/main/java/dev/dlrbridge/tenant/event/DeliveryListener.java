package dev.dlrbridge.tenant.event;

import io.smallrye.mutiny.Uni;
import java.util.UUID;

/**
 * Whoever waits for what becomes of the events of one kind; provided as a bean. It is told at least once, on any replica,
 * and must bear to be told again.
 */
public interface DeliveryListener {
    /** What it waits for. */
    EventKind kind();

    /**
     * The integrator has the event: his answer had a status of the 200s. The event counts as delivered only when this has
     * completed; when it fails, the event is sent again, with its id.
     *
     * @param answer its body, 64 KiB at most (the rest is cut), empty if there was none; anything at all
     */
    Uni<Void> delivered(UUID eventId, UUID portalId, byte[] answer);

    /** The event will not be sent any more: its time has passed, or its endpoint was deleted. */
    Uni<Void> givenUp(UUID eventId, UUID portalId);
}
