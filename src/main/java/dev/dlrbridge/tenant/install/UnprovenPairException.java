package dev.dlrbridge.tenant.install;

import dev.dlrbridge.trace.ExpectedFailure;

/** A pair of tokens is not what it is said to be; nothing was changed. */
public final class UnprovenPairException extends RuntimeException implements ExpectedFailure {
    private static final long serialVersionUID = 1L;

    private final String field;

    /** @param error a fixed text */
    UnprovenPairException(String field, String error) {
        super(error, null, false, false);
        this.field = field;
    }

    /** What of the pair is to blame. */
    public String field() {
        return field;
    }
}
