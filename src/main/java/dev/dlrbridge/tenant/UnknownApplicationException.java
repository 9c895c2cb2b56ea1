package dev.dlrbridge.tenant;

import dev.dlrbridge.trace.ExpectedFailure;

/** There is no application with this {@code client_id}. */
public final class UnknownApplicationException extends RuntimeException implements ExpectedFailure {
    private static final long serialVersionUID = 1L;

    UnknownApplicationException() {
        super("There is no such application");
    }
}
