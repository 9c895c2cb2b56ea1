package dev.dlrbridge.forwarding;

/** What an answer of a portal leads to. */
enum Disposition {
    /** The portal has the status. */
    DONE,
    /** One refresh of the token pair, then the call once more. */
    REFRESH,
    /** One request too many: the bucket is full; not the message's fault. */
    SLOW_DOWN,
    /** The method is blocked for its execution time; not the message's fault. */
    PAUSE_METHOD,
    /** Fewer commands go into one call. */
    SHRINK_BATCH,
    /** No batches: one command, one call. */
    SINGLE_CALLS,
    /** Passing trouble: the lane backs off. */
    RETRY_LATER,
    /** The portal does not know the message yet, perhaps. */
    NOT_YET,
    /** The portal will never take this status of this message. */
    REJECT,
    /** The token's user may not change this message; when it is so for a whole call, he may change none. */
    DENIED,
    /** The portal cannot be called until somebody has done something that we are told of. */
    PARK,
    /** The portal cannot be called until something changes that only a call can find out. */
    PARK_AND_PROBE,
    /** The authorisation server refuses the application, not the portal. */
    APPLICATION_ALARM
}
