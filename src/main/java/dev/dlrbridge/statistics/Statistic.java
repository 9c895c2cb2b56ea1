package dev.dlrbridge.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * Figures of an hour, or of all that are not told apart.
 *
 * @param status {@code not-understood} where nobody knows the gateway's word yet
 * @param reports that came
 * @param averageKnownSeconds how long after the message was known, of those whose message was known before
 * @param shown of the reports, those whose status the portal has
 * @param averageShownSeconds how long until it had it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Statistic(
        Instant hour,
        String application,
        @JsonUnwrapped Portal portal,
        String gateway,
        String status,
        long reports,
        Double averageKnownSeconds,
        long shown,
        Double averageShownSeconds) {

    /** @param domain null when the portal is gone */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Portal(String memberId, String domain) {}
}
