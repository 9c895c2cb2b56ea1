package dev.dlrbridge.journal.notice;

import dev.dlrbridge.database.ListenConnection;
import dev.dlrbridge.database.NotificationListener;
import dev.dlrbridge.trace.Failures;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Tells the other replicas that portals have work, and hears it from them. Notices may be lost; whoever relies on them
 * also looks by itself now and then.
 */
@Singleton
public class WorkNotices {
    private static final String NOTIFY = "SELECT pg_notify('" + WorkNotice.NAME + "', unnest($1::text[]))";

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final UUID self = UUID.randomUUID();
    private final Pool pool;
    private final Vertx vertx;
    private final Failures.Place failures;
    private final Map<UUID, String> untold = new HashMap<>();
    private boolean telling;
    private volatile ListenConnection connection;

    WorkNotices(Pool pool, Vertx vertx, Failures failures) {
        this.pool = pool;
        this.vertx = vertx;
        this.failures = failures.at("work-notices", WorkNotices.class);
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
                .ifNoItem()
                .after(LONGEST_ANSWER)
                .fail()
                .subscribe()
                .with(told -> told(), fault -> {
                    failures.note("The other replicas were not told of work; they look by themselves", fault);
                    told();
                });
    }

    /**
     * Listens from now on.
     *
     * @param heard what others have told, on any thread
     * @param listening called whenever listening begins (again): what was told before may be lost
     */
    public void listen(Consumer<Map<UUID, String>> heard, Runnable listening) {
        connection = new ListenConnection(pool, vertx, WorkNotice.NAME, new NotificationListener() {
            @Override
            public void heard(String payload) {
                WorkNotice.read(self, payload).ifPresent(heard);
            }

            @Override
            public void began() {
                listening.run();
            }

            @Override
            public void failed(Throwable failure) {
                failures.note("Work that other replicas tell of is found by the next poll", failure);
            }
        });
        connection.open();
    }

    @PreDestroy
    void stop() {
        if (connection != null) {
            connection.close();
        }
    }

    private void told() {
        synchronized (untold) {
            telling = false;
        }
        tell(Map.of());
    }
}
