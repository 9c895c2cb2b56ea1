package dev.dlrbridge.database;

/** The embedded PostgreSQL could not be unpacked, started or stopped; the message says what an operator can do. */
public final class EmbeddedPostgresException extends RuntimeException {
    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }
}
