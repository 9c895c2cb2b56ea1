package dev.dlrbridge.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.journal.Message;
import dev.dlrbridge.quarantine.QuarantineEntry;
import dev.dlrbridge.trace.PortalName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * All that is known of one message, from its first report to what the portal has.
 *
 * @param next null when nothing is left to do
 * @param quarantine requests about it that nobody understands yet
 * @param unmatched reports to the same recipient whose message is not known: they may be about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageLife(
        @JsonUnwrapped PortalName portal,
        String gateway,
        @JsonUnwrapped Message message,
        Calls calls,
        NextTry next,
        List<QuarantineEntry> quarantine,
        List<Unmatched> unmatched) {

    /** A report that waits for its message; the id is the one by which it is attached. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Unmatched(String id, UUID channelId, Instant receivedAt, String gatewayId, String rawStatus) {}
}
