package dev.dlrbridge.tenant;

/** There is no portal with this id. */
public final class UnknownPortalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnknownPortalException() {
        super("There is no such portal");
    }
}
