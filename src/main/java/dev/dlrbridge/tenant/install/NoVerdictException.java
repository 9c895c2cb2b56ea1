package dev.dlrbridge.tenant.install;

import dev.dlrbridge.trace.ExpectedFailure;

/** The authorisation server did not say whether a pair of tokens is genuine; nothing was changed. */
public final class NoVerdictException extends RuntimeException implements ExpectedFailure {
    private static final long serialVersionUID = 1L;

    NoVerdictException() {
        super("The authorisation server gives no verdict", null, false, false);
    }
}
