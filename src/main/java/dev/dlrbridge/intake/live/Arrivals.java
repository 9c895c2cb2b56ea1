package dev.dlrbridge.intake.live;

import dev.dlrbridge.journal.StorageReady;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Shows what arrives at a channel to those who watch it, some dozens at most. */
@Singleton
public class Arrivals {
    static final int MOST_WATCHERS = 50;
    private static final int MOST_UNSEEN = 200;
    /** How often the other replicas are told that somebody watches, and how long they believe it. */
    private static final Duration REMINDER = Duration.ofSeconds(10);

    private final ArrivalNotices notices;
    private final Map<UUID, List<MultiEmitter<? super Arrival>>> watchers = new ConcurrentHashMap<>();
    private final AtomicInteger watching = new AtomicInteger();

    public Arrivals(ArrivalNotices notices) {
        this.notices = notices;
    }

    void start(@Observes StorageReady ready) {
        notices.listen(this::show);
    }

    /** What arrives from now on; fails when too many watch, or when somebody does not keep up with it. */
    public Multi<Arrival> of(UUID channelId) {
        return Multi.createFrom().deferred(() -> {
            if (watching.incrementAndGet() > MOST_WATCHERS) {
                watching.decrementAndGet();
                return Multi.createFrom().failure(new TooManyWatchersException());
            }
            Multi<Arrival> seen = Multi.createFrom()
                    .<Arrival>emitter(emitter -> watch(channelId, emitter), BackPressureStrategy.IGNORE)
                    .onOverflow()
                    .buffer(MOST_UNSEEN);
            Multi<Arrival> reminders = Multi.createFrom()
                    .ticks()
                    .every(REMINDER)
                    .onOverflow()
                    .drop()
                    .onItem()
                    .invoke(tick -> notices.watch(channelId))
                    .onItem()
                    .transformToMultiAndConcatenate(tick -> Multi.createFrom().empty());
            return Multi.createBy().merging().streams(seen, reminders);
        });
    }

    /** @param arrived made only when somebody watches the channel */
    public void tell(UUID channelId, Supplier<List<Arrival>> arrived) {
        boolean here = watchers.containsKey(channelId);
        boolean elsewhere = notices.isWatchedElsewhere(channelId);
        if (here || elsewhere) {
            List<Arrival> arrivals = arrived.get();
            arrivals.forEach(this::show);
            if (elsewhere) {
                notices.tell(arrivals);
            }
        }
    }

    private void watch(UUID channelId, MultiEmitter<? super Arrival> emitter) {
        watchers.computeIfAbsent(channelId, id -> new CopyOnWriteArrayList<>()).add(emitter);
        emitter.onTermination(() -> {
            watching.decrementAndGet();
            watchers.computeIfPresent(channelId, (id, emitters) -> {
                emitters.remove(emitter);
                return emitters.isEmpty() ? null : emitters;
            });
        });
        notices.watch(channelId);
    }

    private void show(Arrival arrival) {
        watchers.getOrDefault(arrival.channelId(), List.of()).forEach(emitter -> emitter.emit(arrival));
    }

    /** So many watch already. */
    public static final class TooManyWatchersException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManyWatchersException() {
            super("too many watch", null, false, false);
        }
    }
}
