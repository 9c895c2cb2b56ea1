package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.RequestLimit;
import dev.dlrbridge.tenant.sender.SenderHealth;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * A portal as the API shows it.
 *
 * @param backlog messages that wait to be forwarded
 * @param senderState {@code registered}, {@code missing}, {@code no-handler}, {@code refused} or {@code unknown}
 * @param missing codes of senders and names of events that the portal lacked when it last lacked any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PortalView(
        String memberId,
        URI clientEndpoint,
        String state,
        String reason,
        String requestLimit,
        long backlog,
        Instant tokenExpiresAt,
        String senderState,
        Instant sendersComparedAt,
        List<String> missing,
        Instant missingAt,
        Instant createdAt,
        Instant updatedAt) {
    static PortalView of(Portal portal, long backlog, SenderHealth senders) {
        return new PortalView(
                portal.memberId(),
                portal.clientEndpoint(),
                portal.state().word(),
                portal.reason().orElse(null),
                portal.requestLimit().map(RequestLimit::word).orElse(null),
                backlog,
                portal.expiresAt(),
                senders.state().word(),
                senders.comparedAt(),
                senders.missing().isEmpty() ? null : senders.missing(),
                senders.missingAt(),
                portal.createdAt(),
                portal.updatedAt());
    }
}
