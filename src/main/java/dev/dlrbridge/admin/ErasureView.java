package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.admin.Problem.FieldError;
import dev.dlrbridge.retention.Erasure;
import dev.dlrbridge.retention.Erasures.Position;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An erasure as the API shows it.
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

    String key() {
        return requestedAt + " " + portalId;
    }

    /** @throws InvalidFieldsException if a cursor was made up */
    static Optional<Position> position(String key) {
        if (key.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = key.split(" ", 2);
        try {
            return Optional.of(new Position(QueryValues.time(parts[0]), UUID.fromString(parts[parts.length - 1])));
        } catch (DateTimeException | IllegalArgumentException madeUp) {
            throw new InvalidFieldsException(List.of(new FieldError("after", "is not a cursor of this list")));
        }
    }
}
