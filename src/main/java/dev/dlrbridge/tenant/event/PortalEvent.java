package dev.dlrbridge.tenant.event;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened, to be told to the portal's integrator.
 *
 * @param id the same whenever it is told; what has an id that was written before is not written again
 * @param data beside application, member id and domain, which each event names; values of JSON
 * @param within after this time without success it is given up
 */
public record PortalEvent(UUID id, EventKind kind, EventPortal portal, Map<String, Object> data, Duration within) {
    /** As long as Standard Webhooks' senders go on trying. */
    private static final Duration USUAL = Duration.ofDays(3);

    public PortalEvent {
        data = Map.copyOf(data);
    }

    /** One that is told each time it happens. */
    public static PortalEvent of(EventKind kind, EventPortal portal, Map<String, Object> data) {
        return new PortalEvent(UUID.randomUUID(), kind, portal, data, USUAL);
    }

    /**
     * One that is told once for what it is about, as long as its delivery is remembered, a day at least.
     *
     * @param about what makes it the same event
     */
    public static PortalEvent once(EventKind kind, EventPortal portal, Map<String, Object> data, String about) {
        UUID id = UUID.nameUUIDFromBytes((kind.word() + '\0' + about).getBytes(StandardCharsets.UTF_8));
        return new PortalEvent(id, kind, portal, data, USUAL);
    }

    @Override
    public String toString() {
        return "PortalEvent[id=" + id + ", kind=" + kind + "]";
    }
}
