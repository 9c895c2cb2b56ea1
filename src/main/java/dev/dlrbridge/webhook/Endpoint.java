package dev.dlrbridge.webhook;

import dev.dlrbridge.tenant.event.EventKind;
import java.net.URI;
import java.time.Instant;
import java.util.Set;

/**
 * Where an integrator is told of events of his application, without its secret.
 *
 * @param failingSince null when the last delivery went well
 * @param crowded whether so much waits for it that nothing more is written
 * @param waiting events that wait for it
 */
public record Endpoint(
        String clientId,
        String name,
        URI url,
        Set<EventKind> kinds,
        EndpointState state,
        Instant failingSince,
        boolean crowded,
        long waiting,
        Instant createdAt,
        Instant updatedAt) {

    /** What whoever sets an endpoint up says of it. */
    public record Settings(URI url, Set<EventKind> kinds, boolean active) {}

    /**
     * An endpoint after a change.
     *
     * @param secret shown this once; null when it is the one of before
     */
    public record Changed(Endpoint endpoint, String secret) {
        @Override
        public String toString() {
            return "Changed[endpoint=" + endpoint.name() + "]";
        }
    }
}
