package dev.dlrbridge.journal;

import dev.dlrbridge.trace.ExpectedFailure;

/** Why reports were not committed; the message is a fixed text. */
public sealed class JournalException extends RuntimeException {
    private JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** More reports wait for their commit than may wait; the caller should come again. */
    public static final class Full extends JournalException implements ExpectedFailure {
        Full() {
            super("journal full", null);
        }
    }

    /** The database did not commit, or did not say that it has; a repeat does no harm. */
    public static final class Unavailable extends JournalException {
        Unavailable(Throwable cause) {
            super("database unavailable", cause);
        }
    }

    /** The database refuses these reports for what they contain; a repeat would end the same way. */
    public static final class Unstorable extends JournalException {
        Unstorable(Throwable cause) {
            super("report cannot be stored", cause);
        }
    }
}
