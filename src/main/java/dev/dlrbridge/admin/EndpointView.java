package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.webhook.Endpoint;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * A webhook endpoint.
 *
 * @param state {@code active}, {@code off}, or {@code gone} after its answer 410
 * @param failingSince absent when the last delivery went well
 * @param crowded whether so much waits for it that nothing more is written
 * @param waiting events that wait for it
 * @param secret shown when it is new only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EndpointView(
        String name,
        URI url,
        List<String> kinds,
        String state,
        Instant failingSince,
        boolean crowded,
        long waiting,
        Instant createdAt,
        Instant updatedAt,
        String secret) {
    static EndpointView of(Endpoint endpoint) {
        return of(endpoint, null);
    }

    static EndpointView of(Endpoint.Changed changed) {
        return of(changed.endpoint(), changed.secret());
    }

    private static EndpointView of(Endpoint endpoint, String secret) {
        return new EndpointView(
                endpoint.name(),
                endpoint.url(),
                endpoint.kinds().stream().map(EventKind::word).sorted().toList(),
                endpoint.state().word(),
                endpoint.failingSince(),
                endpoint.crowded(),
                endpoint.waiting(),
                endpoint.createdAt(),
                endpoint.updatedAt(),
                secret);
    }

    @Override
    public String toString() {
        return "EndpointView[name=" + name + "]";
    }
}
