package dev.dlrbridge.webhook;

/** An endpoint cannot be as it was asked for beside the others of its application; the message is a fixed text. */
public final class EndpointConflictException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EndpointConflictException(String message) {
        super(message);
    }
}
