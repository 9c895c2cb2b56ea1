package dev.dlrbridge.tenant.sender;

import dev.dlrbridge.trace.ExpectedFailure;

/** The portal did not do what it was asked for; nothing more was asked. */
public final class PortalRefusedException extends RuntimeException implements ExpectedFailure {
    private static final long serialVersionUID = 1L;

    private final String code;

    PortalRefusedException(String code) {
        super("The portal refused: " + code);
        this.code = code;
    }

    /** The portal's error code, or why there was no answer; never foreign text. */
    public String code() {
        return code;
    }
}
