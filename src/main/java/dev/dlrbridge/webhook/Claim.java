package dev.dlrbridge.webhook;

import dev.dlrbridge.tenant.event.EventKind;
import java.util.List;
import java.util.UUID;

/**
 * A line that this replica delivers for a while: of one portal to one endpoint.
 *
 * @param id tells it from later claims of the same line
 * @param events the first that wait, in their order
 * @param waiting how many wait in all, and their bytes
 * @param failures so far, of the first event
 */
record Claim(UUID id, Line line, Target target, List<Waiting> events, long waiting, long bytes, int failures) {

    /** The line of a portal to an endpoint. */
    record Line(UUID portalId, String clientId, String endpoint) {
        String endpointKey() {
            return clientId + '/' + endpoint;
        }
    }

    /**
     * The endpoint at the time of the claim.
     *
     * @param secret encrypted
     * @param previousSecret the same; null when none is valid any more
     * @param failing whether its last delivery failed
     */
    record Target(String url, byte[] secret, byte[] previousSecret, EndpointState state, boolean failing) {}

    /**
     * An event that waits.
     *
     * @param payload encrypted
     * @param over whether its time has passed
     */
    record Waiting(UUID id, EventKind kind, byte[] payload, int size, boolean over) {}
}
