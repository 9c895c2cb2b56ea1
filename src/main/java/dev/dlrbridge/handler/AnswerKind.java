package dev.dlrbridge.handler;

/** What came of an integrator's answer to a requested message. */
enum AnswerKind {
    /** The message is known by his gateway's ids from now on. */
    CORRELATED,
    /** One of the ids is another message's. */
    CONFLICT,
    /** It says nothing of ids. */
    PLAIN,
    UNREADABLE,
    /** The channel was deleted meanwhile. */
    WITHOUT_CHANNEL,
    /** He does not send it. */
    FAILED
}
