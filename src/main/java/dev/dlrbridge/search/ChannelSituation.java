package dev.dlrbridge.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.trace.PortalName;
import java.time.Instant;
import java.util.UUID;

/**
 * How a channel is, as far as people ask of many.
 *
 * @param portal to whom it belongs; of an application's channel the application alone
 * @param refusedAt when a request was refused last; null when none was lately
 * @param refusal why, a fixed text
 * @param unmatched reports whose message is not known, a thousand at most
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChannelSituation(
        UUID id,
        @JsonUnwrapped PortalName portal,
        String gateway,
        String senderCode,
        Instant createdAt,
        Instant refusedAt,
        String refusal,
        long unmatched) {}
