package dev.dlrbridge.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/**
 * Hears the notifications of one name, over a connection that does nothing else and is renewed when it is lost.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-listen.html">LISTEN</a>
 */
public final class ListenConnection implements AutoCloseable {
    private static final Duration BETWEEN_CONNECTIONS = Duration.ofSeconds(1);

    /**
     * Between signs of life, and for the answer to one: a connection whose other end has vanished says nothing by itself,
     * and is found out within ten seconds.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Pool pool;
    private final Vertx vertx;
    private final String listen;
    private final NotificationListener listener;
    private final Duration patience;
    private volatile boolean closed;
    private volatile Runnable end = () -> {};

    /** @param name of the notifications; an SQL identifier */
    public ListenConnection(Pool pool, Vertx vertx, String name, NotificationListener listener) {
        this(pool, vertx, name, listener, PATIENCE);
    }

    ListenConnection(Pool pool, Vertx vertx, String name, NotificationListener listener, Duration patience) {
        this.pool = pool;
        this.vertx = vertx;
        this.listen = "LISTEN " + name;
        this.listener = listener;
        this.patience = patience;
    }

    /** Listens from now on, as soon as the database lets it. */
    public void open() {
        pool.getConnection()
                .map(PgConnection::cast)
                .chain(this::listenUntilLost)
                .subscribe()
                .with(lost -> openAgain(), fault -> {
                    listener.failed(fault);
                    openAgain();
                });
    }

    @Override
    public void close() {
        closed = true;
        end.run();
    }

    private void openAgain() {
        if (!closed) {
            vertx.setTimer(BETWEEN_CONNECTIONS.toMillis(), timer -> open());
        }
    }

    private Uni<Void> listenUntilLost(PgConnection connection) {
        connection.notificationHandler(notification -> listener.heard(notification.getPayload()));
        connection.exceptionHandler(listener::failed);
        return listen(connection)
                .invoke(listener::began)
                .chain(() -> untilLost(connection))
                .invoke(listener::ended)
                .onTermination()
                .invoke(() -> release(connection));
    }

    /** Said again it does nothing: as a sign of life it shows in {@code pg_stat_activity} what the connection is for. */
    private Uni<Void> listen(PgConnection connection) {
        return connection
                .query(listen)
                .execute()
                .ifNoItem()
                .after(patience)
                .fail()
                .replaceWithVoid();
    }

    private Uni<Void> untilLost(PgConnection connection) {
        return Uni.createFrom().emitter(emitter -> {
            long[] timer = new long[1];
            end = () -> {
                vertx.cancelTimer(timer[0]);
                emitter.complete(null);
            };
            connection.closeHandler(end);
            timer[0] = vertx.setPeriodic(
                    patience.toMillis(), tick -> listen(connection).subscribe().with(alive -> {}, silent -> end.run()));
            if (closed) {
                end.run();
            }
        });
    }

    /** Back to the pool once it answers; one that is dead leaves the pool when its end is noticed there. */
    private static void release(PgConnection connection) {
        connection
                .query("UNLISTEN *")
                .execute()
                .onItemOrFailure()
                .call(() -> connection.close())
                .subscribe()
                .with(released -> {}, dead -> {});
    }
}
