package dev.dlrbridge.tenant;

/** There is no application with this {@code client_id}. */
public final class UnknownApplicationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownApplicationException() {
        super("There is no such application");
    }
}
