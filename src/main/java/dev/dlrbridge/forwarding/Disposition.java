package dev.dlrbridge.forwarding;

/** What an answer of a portal leads to. */
enum Disposition {
    /** One refresh of the token pair, then the call once more. */
    REFRESH,
    /** One request too many: the bucket is full; not the message's fault. */
    SLOW_DOWN,
    /** The method is blocked for its execution time; not the message's fault. */
    PAUSE_METHOD,
    /** Passing trouble: the lane backs off. */
    RETRY_LATER,
    /** The portal does not know the message yet, perhaps. */
    NOT_YET,
    /** The portal will never take this status of this message. */
    REJECT,
    /** The portal cannot be called until something changes. */
    PARK
}
