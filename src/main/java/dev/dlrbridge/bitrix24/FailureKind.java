package dev.dlrbridge.bitrix24;

/** Why a call brought no usable answer. */
public enum FailureKind {
    /** No complete answer within the call's time. */
    TIMEOUT(true),
    /** The connection ended after the request began. */
    CONNECTION_CUT(true),
    /** No connection came about: nothing was sent. */
    CONNECT_FAILED(false),
    /** The host's name leads to an address that may not be called: nothing was sent. */
    ADDRESS_REFUSED(false),
    /** The other side was not well just now, and is spared: nothing was sent. */
    NOT_ASKED(false),
    /** A 3xx, which a renamed portal sends; it is not followed. */
    REDIRECT(false),
    /** A 5xx without an error code, usually of a proxy. */
    SERVER_ERROR(true),
    /** A body that is not a JSON object, too large, or too deeply nested. */
    NOT_JSON(true),
    /** JSON that is neither an error nor the documented result, or an unforeseen fault of ours. */
    UNEXPECTED(true);

    private final boolean mayHaveRun;

    FailureKind(boolean mayHaveRun) {
        this.mayHaveRun = mayHaveRun;
    }

    /** False only if it is certain that the request had no effect. */
    public boolean mayHaveRun() {
        return mayHaveRun;
    }
}
