package dev.dlrbridge.intake.live;

import dev.dlrbridge.database.ListenConnection;
import dev.dlrbridge.database.NotificationListener;
import dev.dlrbridge.trace.Failures;
import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Tells the other replicas which channels are watched here, and those that watch one what arrived. What is lost is not missed. */
@ApplicationScoped
public class ArrivalNotices {
    private static final String NAME = "dlrbridge_arrival";
    private static final String NOTIFY = "SELECT pg_notify('" + NAME + "', unnest($1::text[]))";
    private static final Duration BELIEVED = Duration.ofSeconds(25);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);
    private static final int MOST_WATCHED = 1_000;
    /** PostgreSQL takes 8,000 bytes. */
    private static final int LONGEST = 7_500;

    private final String self = UUID.randomUUID().toString();
    private final Pool pool;
    private final Vertx vertx;
    private final Failures.Place failures;
    private final AtomicBoolean telling = new AtomicBoolean();
    private final Map<UUID, Long> elsewhere = new ConcurrentHashMap<>();
    private volatile ListenConnection connection;

    public ArrivalNotices(Pool pool, Vertx vertx, Failures failures) {
        this.pool = pool;
        this.vertx = vertx;
        this.failures = failures.at("arrival-notices", ArrivalNotices.class);
    }

    void listen(Consumer<Arrival> arrived) {
        connection = new ListenConnection(pool, vertx, NAME, new NotificationListener() {
            @Override
            public void heard(String payload) {
                hear(payload, arrived);
            }

            @Override
            public void began() {
                // what was told before is not missed
            }

            @Override
            public void failed(Throwable failure) {
                failures.note("What arrives at other replicas is not shown live", failure);
            }
        });
        connection.open();
    }

    boolean isWatchedElsewhere(UUID channelId) {
        if (elsewhere.isEmpty()) {
            return false;
        }
        Long until = elsewhere.get(channelId);
        if (until != null && until - System.nanoTime() < 0) {
            elsewhere.remove(channelId, until);
            return false;
        }
        return until != null;
    }

    void watch(UUID channelId) {
        send(List.of(new JsonObject().put("from", self).put("watch", channelId.toString())));
    }

    void tell(Collection<Arrival> arrivals) {
        send(arrivals.stream()
                .map(arrival -> new JsonObject().put("from", self).put("arrival", arrival.json()))
                .toList());
    }

    /** One statement at a time; what comes meanwhile is not shown elsewhere. */
    private void send(List<JsonObject> notices) {
        String[] payloads = notices.stream()
                .map(JsonObject::encode)
                .filter(text -> text.getBytes(StandardCharsets.UTF_8).length <= LONGEST)
                .toArray(String[]::new);
        if (payloads.length > 0 && telling.compareAndSet(false, true)) {
            pool.preparedQuery(NOTIFY)
                    .execute(Tuple.of(payloads))
                    .ifNoItem()
                    .after(LONGEST_ANSWER)
                    .fail()
                    .subscribe()
                    .with(told -> telling.set(false), fault -> {
                        telling.set(false);
                        failures.note("What arrived here is not shown live at other replicas", fault);
                    });
        }
    }

    /** Anybody in the database may have told it. */
    private void hear(String payload, Consumer<Arrival> arrived) {
        try {
            JsonObject notice = new JsonObject(payload);
            if (self.equals(notice.getString("from"))) {
                return;
            }
            if (notice.containsKey("arrival")) {
                arrived.accept(Arrival.of(notice.getJsonObject("arrival")));
            } else if (elsewhere.size() < MOST_WATCHED) {
                elsewhere.put(UUID.fromString(notice.getString("watch")), System.nanoTime() + BELIEVED.toNanos());
            }
        } catch (DecodeException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | DateTimeParseException e) {
            // no notice of ours
        }
    }

    @PreDestroy
    void stop() {
        if (connection != null) {
            connection.close();
        }
    }
}
