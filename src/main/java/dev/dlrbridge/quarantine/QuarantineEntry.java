package dev.dlrbridge.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.dlrbridge.trace.PortalName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is known of a request in quarantine without opening it.
 *
 * @param portal to whom its channel belongs
 * @param reason a fixed text: why it lies there, by the last try to read it
 * @param verified whether it was proved genuine
 * @param size encrypted bytes
 * @param replayedAt the last try that did not succeed; null when there was none
 * @param unknownWords statuses that nobody knows yet, as the gateway spells them; null when it is not about such
 * @param messageIds what it is about, as far as it says so; null when it does not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuarantineEntry(
        @JsonUnwrapped PortalName portal,
        UUID id,
        UUID channelId,
        String gateway,
        Instant receivedAt,
        String reason,
        boolean verified,
        int size,
        Instant replayedAt,
        List<String> unknownWords,
        List<String> messageIds) {}
