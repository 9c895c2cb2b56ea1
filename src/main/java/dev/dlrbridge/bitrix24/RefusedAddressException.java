package dev.dlrbridge.bitrix24;

import dev.dlrbridge.trace.ExpectedFailure;

/** An address was not called, because secrets may not be sent to it; nothing was sent. */
public final class RefusedAddressException extends RuntimeException implements ExpectedFailure {
    private static final long serialVersionUID = 1L;

    RefusedAddressException(String message) {
        super(message);
    }
}
