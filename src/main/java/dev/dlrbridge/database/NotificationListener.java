package dev.dlrbridge.database;

/** Who is told what a {@link ListenConnection} hears; on any thread. */
public interface NotificationListener {

    /** Anybody in the database may have told it. */
    void heard(String payload);

    /** Listening begins, or begins again: what was told before may be lost. */
    void began();

    /** Listening is not possible at the moment, or has failed; it is tried again. */
    void failed(Throwable failure);

    /** Nothing is heard until listening begins again. */
    default void ended() {}
}
