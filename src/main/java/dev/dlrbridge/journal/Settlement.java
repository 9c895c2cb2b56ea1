package dev.dlrbridge.journal;

import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.trace.Masked;
import java.time.Duration;

/**
 * What became of a taken message.
 *
 * @param retryAfter when to try again; null when this status is settled for good
 * @param mayHaveRun the portal may still execute the call: nothing else is sent before {@link DueMessage#takenUntil}
 * @param attempt whether this counts as a failed attempt
 * @param refusal whether the portal has refused this message by itself
 * @param rejected whether the message is given up
 * @param error code of the failure, null when there was none
 * @param call how it was found out; null when no call was made
 */
public record Settlement(
        DueMessage message,
        boolean forwarded,
        Duration retryAfter,
        boolean mayHaveRun,
        boolean attempt,
        boolean refusal,
        boolean rejected,
        String error,
        PortalCall call) {
    /** A portal may answer any code it likes. */
    public Settlement {
        error = Masked.kept(error);
    }

    /** The portal has the status. */
    public static Settlement forwarded(DueMessage message) {
        return new Settlement(message, true, null, false, false, false, false, null, null);
    }

    /** The portal certainly did nothing, for no fault of the message. */
    public static Settlement postponed(DueMessage message, Duration retryAfter, String error) {
        return new Settlement(message, false, retryAfter, false, false, false, false, error, null);
    }

    /** A failed call, for no fault of the message; {@code mayHaveRun} when nobody knows whether the portal did it. */
    public static Settlement failed(DueMessage message, Duration retryAfter, boolean mayHaveRun, String error) {
        return new Settlement(message, false, retryAfter, mayHaveRun, true, false, false, error, null);
    }

    /** The portal takes calls, but not this message now: it has a back-off of its own. */
    public static Settlement refused(DueMessage message, Duration retryAfter, boolean mayHaveRun, String error) {
        return new Settlement(message, false, retryAfter, mayHaveRun, true, true, false, error, null);
    }

    /** The portal will never take this status. */
    public static Settlement rejected(DueMessage message, String error) {
        return new Settlement(message, false, null, false, true, false, true, error, null);
    }

    /** The same, found out by this call. */
    public Settlement by(PortalCall made) {
        return new Settlement(message, forwarded, retryAfter, mayHaveRun, attempt, refusal, rejected, error, made);
    }

    /** Whether the portal shows now that the message has not arrived. */
    public boolean isLossShown() {
        return forwarded
                && !isConfirmation()
                && (message.status() == Status.UNDELIVERED || message.status() == Status.FAILED);
    }

    /** Whether the message was sent once more only to be sure. */
    boolean isConfirmation() {
        return message.kind() == DueMessage.Kind.CONFIRMATION;
    }

    /**
     * What is remembered of a call to a portal.
     *
     * @param httpStatus null when no usable answer came
     */
    public record PortalCall(Integer httpStatus, Duration took) {
        int millis() {
            return (int) Math.min(took.toMillis(), Integer.MAX_VALUE);
        }
    }
}
