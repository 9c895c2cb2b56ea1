package dev.dlrbridge.launch.remote;

/** What was asked of a running bridge was not had; the message is a line for people. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }
}
