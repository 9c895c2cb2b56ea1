package dev.dlrbridge.tenant;

import dev.dlrbridge.trace.ExpectedFailure;

/** There is no portal with this id. */
public final class UnknownPortalException extends RuntimeException implements ExpectedFailure {
    private static final long serialVersionUID = 1L;

    UnknownPortalException() {
        super("There is no such portal");
    }
}
