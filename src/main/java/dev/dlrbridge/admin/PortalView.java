package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.search.PortalSituation;
import dev.dlrbridge.tenant.sender.SenderHealth;
import java.time.Instant;
import java.util.List;

/**
 * A portal as the API shows it.
 *
 * @param senderState {@code registered}, {@code missing}, {@code no-handler}, {@code refused} or {@code unknown}
 * @param missing codes of senders and names of events that the portal lacked when it last lacked any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PortalView(
        @JsonUnwrapped PortalSituation situation,
        String senderState,
        Instant sendersComparedAt,
        List<String> missing,
        Instant missingAt) {
    static PortalView of(PortalSituation situation, SenderHealth senders) {
        return new PortalView(
                situation,
                senders.state().word(),
                senders.comparedAt(),
                senders.missing().isEmpty() ? null : senders.missing(),
                senders.missingAt());
    }
}
