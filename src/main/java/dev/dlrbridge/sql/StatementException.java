package dev.dlrbridge.sql;

/** Why nothing came of a statement; the message is a fixed text. */
public abstract sealed class StatementException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StatementException(String message, Throwable cause) {
        super(message, cause);
    }

    static StatementException of(Throwable failure) {
        if (failure instanceof StatementException known) {
            return known;
        }
        if (SqlState.isDuplicate(failure)) {
            return new Duplicate(failure);
        }
        return SqlState.isAboutData(failure) ? new Unstorable(failure) : new Unavailable(failure);
    }

    /** The database did not do it, or did not say that it has; a repeat does no harm. */
    public static final class Unavailable extends StatementException {
        private static final long serialVersionUID = 1L;

        public Unavailable(Throwable cause) {
            super("database unavailable", cause);
        }
    }

    /** The database refuses the values for what they are; a repeat would end the same way. */
    public static sealed class Unstorable extends StatementException {
        private static final long serialVersionUID = 1L;

        public Unstorable(Throwable cause) {
            super("value cannot be stored", cause);
        }
    }

    /** There is a row already that has the same values where no two may. */
    public static final class Duplicate extends Unstorable {
        private static final long serialVersionUID = 1L;

        Duplicate(Throwable cause) {
            super(cause);
        }
    }
}
