package dev.dlrbridge.tenant;

/** The row is not as the caller has seen it; nothing was changed. */
public final class ChangedMeanwhileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ChangedMeanwhileException() {
        super("It was changed meanwhile");
    }
}
