package dev.dlrbridge.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.trace.PortalName;
import java.net.URI;
import java.time.Instant;

/**
 * How a portal is, as far as people ask.
 *
 * @param reason why it is parked: a code of Bitrix24, or {@code OPERATOR}
 * @param reasonText the same in words, with who can change it
 * @param nextTryAt of a parked one: when a status is tried; null when nothing is tried by itself
 * @param requestLimit what its plan permits, if that was said
 * @param backlog messages that wait to be forwarded
 * @param oldestWaitingSince when the first of them was reported; of a very long backlog, of those that are due the longest
 * @param limits null when nothing was ever sent there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PortalSituation(
        @JsonUnwrapped PortalName portal,
        URI clientEndpoint,
        String state,
        String reason,
        String reasonText,
        Instant parkedSince,
        Instant nextTryAt,
        String requestLimit,
        long backlog,
        Instant oldestWaitingSince,
        Limits limits,
        Instant tokenExpiresAt,
        Instant createdAt,
        Instant updatedAt) {

    /**
     * What is used of the account's limits, by whichever application.
     *
     * @param requests in its bucket now, as far as the bridge has put them there
     * @param mostRequests that it takes
     * @param blockedUntil null unless it is left alone for a while: for its execution time, or after failures
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(double requests, int mostRequests, Instant blockedUntil) {}
}
