package dev.dlrbridge.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.trace.Masked;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One report of a message's history.
 *
 * @param status null when the gateway's word is not understood
 * @param eventTime when it happened by the gateway's own word; null when that is not certain
 */
@Schema(name = "Report")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReportView(
        Instant receivedAt,
        UUID channelId,
        String gatewayId,
        String rawStatus,
        @Schema(implementation = String.class) Status status,
        String errorCode,
        String errorText,
        Instant eventTime) {
    /** Rows of earlier versions may hold telephone numbers yet. */
    public ReportView {
        rawStatus = Masked.kept(rawStatus);
        errorCode = Masked.kept(errorCode);
        errorText = Masked.kept(errorText);
    }
}
