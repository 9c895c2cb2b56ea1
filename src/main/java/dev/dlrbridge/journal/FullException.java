package dev.dlrbridge.journal;

import dev.dlrbridge.trace.ExpectedFailure;

/** More waits for its commit than may wait, or more is kept than may be; the caller should come again. */
public final class FullException extends RuntimeException implements ExpectedFailure {
    private static final long serialVersionUID = 1L;

    public FullException() {
        super("full", null, false, false);
    }
}
