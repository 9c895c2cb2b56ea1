package dev.dlrbridge.tenant;

import dev.dlrbridge.trace.ExpectedFailure;

/** The row is not as the caller has seen it; nothing was changed. */
public final class ChangedMeanwhileException extends RuntimeException implements ExpectedFailure {
    private static final long serialVersionUID = 1L;

    ChangedMeanwhileException() {
        super("It was changed meanwhile");
    }
}
