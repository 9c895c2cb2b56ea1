package dev.dlrbridge.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells the other replicas that portals have work, and hears it from them. Notices may be lost; whoever relies on them
 * also looks by itself now and then.
 */
@ApplicationScoped
public class WorkNotices {
    private static final Logger LOG = Logger.getLogger(WorkNotices.class);
    private static final String LISTEN = "LISTEN " + WorkNotice.CHANNEL;
    private static final String NOTIFY = "SELECT pg_notify('" + WorkNotice.CHANNEL + "', unnest($1::text[]))";
    private static final Duration BETWEEN_CONNECTIONS = Duration.ofSeconds(1);

    /** A connection whose other end has vanished says nothing by itself. */
    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(20);

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final UUID self = UUID.randomUUID();
    private final Pool pool;
    private final Vertx vertx;
    private final Map<UUID, String> untold = new HashMap<>();
    private boolean telling;
    private volatile boolean stopped;

    WorkNotices(Pool pool, Vertx vertx) {
        this.pool = pool;
        this.vertx = vertx;
    }

    /**
     * Tells all other replicas; what gathers while a notice is under way goes with the next one.
     *
     * @param accounts the account (lane) of each portal
     */
    public void tell(Map<UUID, String> accounts) {
        List<String> payloads;
        synchronized (untold) {
            untold.putAll(accounts);
            if (telling || untold.isEmpty()) {
                return;
            }
            telling = true;
            payloads = WorkNotice.payloads(self, untold);
            untold.clear();
        }
        pool.preparedQuery(NOTIFY)
                .execute(Tuple.of(payloads.toArray(String[]::new)))
                .subscribe()
                .with(told -> told(), fault -> {
                    LOG.debug("The other replicas were not told; they will look by themselves", fault);
                    told();
                });
    }

    /**
     * Listens from now on, over a connection that does nothing else and is renewed when it is lost.
     *
     * @param heard what others have told, on any thread
     * @param listening called whenever listening begins (again): what was told before may be lost
     */
    public void listen(Consumer<Map<UUID, String>> heard, Runnable listening) {
        pool.getConnection()
                .map(PgConnection::cast)
                .call(connection -> {
                    connection.notificationHandler(
                            notice -> WorkNotice.read(self, notice.getPayload()).ifPresent(heard));
                    return connection.query(LISTEN).execute();
                })
                .chain(connection -> untilLost(connection, listening))
                .subscribe()
                .with(lost -> listenAgain(heard, listening), fault -> {
                    LOG.debug("No notices are heard at the moment", fault);
                    listenAgain(heard, listening);
                });
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    private void told() {
        synchronized (untold) {
            telling = false;
        }
        tell(Map.of());
    }

    private void listenAgain(Consumer<Map<UUID, String>> heard, Runnable listening) {
        if (!stopped) {
            vertx.setTimer(BETWEEN_CONNECTIONS.toMillis(), timer -> listen(heard, listening));
        }
    }

    /** A silent connection is not given back to the pool: it leaves it when its end is noticed there. */
    private Uni<Void> untilLost(PgConnection connection, Runnable listening) {
        listening.run();
        return Uni.createFrom().emitter(emitter -> {
            long[] timer = new long[1];
            Runnable lost = () -> {
                vertx.cancelTimer(timer[0]);
                emitter.complete(null);
            };
            connection.closeHandler(lost);
            timer[0] = vertx.setPeriodic(
                    BETWEEN_SIGNS_OF_LIFE.toMillis(),
                    tick -> connection
                            .query("SELECT 1")
                            .execute()
                            .ifNoItem()
                            .after(LONGEST_ANSWER)
                            .fail()
                            .subscribe()
                            .with(alive -> {}, silent -> lost.run()));
        });
    }
}
