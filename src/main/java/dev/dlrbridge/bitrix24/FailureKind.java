package dev.dlrbridge.bitrix24;

/** Why a call brought no usable answer. */
public enum FailureKind {
    /** No complete answer within the call's time. */
    TIMEOUT,
    /** The connection ended after the request began. */
    CONNECTION_CUT,
    /** No connection came about: nothing was sent. */
    CONNECT_FAILED,
    /** The host's name leads to an address that may not be called: nothing was sent. */
    ADDRESS_REFUSED,
    /** A 3xx, which a renamed portal sends; it is not followed. */
    REDIRECT,
    /** A 5xx without an error code, usually of a proxy. */
    SERVER_ERROR,
    /** A body that is not a JSON object, too large, or too deeply nested. */
    NOT_JSON,
    /** JSON that is neither an error nor the documented result, or an unforeseen fault of ours. */
    UNEXPECTED
}
