package dev.dlrbridge.journal;

import dev.dlrbridge.journal.DueMessages.Want;
import jakarta.enterprise.event.Event;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Idle lanes of this replica, on which a commit may take what it commits, so that no take has to follow. Whoever holds a lane
 * offers it, for one commit each time. An offer may be out of date: the commit itself asks whose the lane is. Thread-safe.
 */
@Singleton
public class OpenLanes {
    private final Map<UUID, Offer> offers = new ConcurrentHashMap<>();
    private final Event<Taken> taken;

    public OpenLanes(Event<Taken> taken) {
        this.taken = taken;
    }

    /** Lets the next commit take messages of this portal. */
    public void offer(UUID owner, Want want) {
        offers.put(want.portalId(), new Offer(owner, want));
    }

    /** Its lane has something to do, may not be used at this moment, or is not held any more. */
    public void withdraw(UUID portal) {
        offers.remove(portal);
    }

    /** The offer is nobody else's from now on; null when there is none. */
    Offer claim(UUID portal) {
        return offers.remove(portal);
    }

    void taken(Taken messages) {
        taken.fire(messages);
    }

    /** @param owner of the lane's lease */
    record Offer(UUID owner, Want want) {}

    /**
     * Committed, and taken by the same statement.
     *
     * @param wants what was offered
     * @param messages those taken; whoever offered sends them or gives them back
     * @param takenAt before the statement was sent, by {@link System#nanoTime}
     */
    public record Taken(List<Want> wants, List<DueMessage> messages, long takenAt) {}
}
