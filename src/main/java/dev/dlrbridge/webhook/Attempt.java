package dev.dlrbridge.webhook;

import java.time.Duration;

/**
 * What came of sending an event once.
 *
 * @param status of the answer; 0 when there was none
 * @param body of the answer, as far as it is read
 * @param retryAfter as the answer had it, or null
 */
record Attempt(int status, byte[] body, String retryAfter, Duration duration) {
    private static final int GONE = 410;

    static Attempt unanswered(Duration duration) {
        return new Attempt(0, new byte[0], null, duration);
    }

    boolean isTaken() {
        return status / 100 == 2;
    }

    /** The endpoint asks not to be called any more. */
    boolean isGone() {
        return status == GONE;
    }
}
