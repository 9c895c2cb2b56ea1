package dev.dlrbridge.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.gateway.Status;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A message as an operator sees it.
 *
 * @param channelId the channel of its first report
 * @param forwarded the highest status that the portal has confirmed; null before the first
 * @param state {@code pending}, {@code forwarded}, {@code rejected} or {@code expired}; {@code not-understood} for one
 *     whose reports all wait for somebody to say what they mean
 * @param errorCode the gateway's, of the report that is shown
 * @param forwardedAt when the portal was told what it has
 * @param attempts failed attempts since the last success
 * @param reports its history, oldest first; null where it was not asked for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Message(
        String messageId,
        UUID channelId,
        @Schema(implementation = String.class) Status reported,
        @Schema(implementation = String.class) Status forwarded,
        String state,
        String errorCode,
        Instant forwardedAt,
        int attempts,
        String lastError,
        Instant firstSeenAt,
        List<ReportView> reports) {
    /** With its history. */
    public Message with(List<ReportView> history) {
        return new Message(
                messageId,
                channelId,
                reported,
                forwarded,
                state,
                errorCode,
                forwardedAt,
                attempts,
                lastError,
                firstSeenAt,
                history);
    }
}
