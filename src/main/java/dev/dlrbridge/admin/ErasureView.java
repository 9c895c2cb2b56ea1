package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.retention.Erasure;
import java.time.Instant;
import java.util.UUID;

/**
 * An erasure as the API shows it, below its application.
 *
 * @param cause {@code operator} or {@code uninstall}
 * @param erasedRows so far, beside the portal and its channels
 * @param finishedAt absent while rows are still being removed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErasureView(
        UUID portalId, String memberId, String cause, Instant requestedAt, long erasedRows, Instant finishedAt) {
    static ErasureView of(Erasure erasure) {
        return new ErasureView(
                erasure.portalId(),
                erasure.memberId(),
                erasure.cause(),
                erasure.requestedAt(),
                erasure.erasedRows(),
                erasure.finishedAt().orElse(null));
    }
}
