package dev.dlrbridge.portalpage;

import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * News on their way to those who tell them, what comes within a second together. Whoever has some never waits: what comes
 * while ten thousand wait is dropped.
 */
final class Gathering<T> {
    static final int MOST_WAITING = 10_000;
    private static final int LARGEST_BATCH = 2_000;
    private static final Duration GATHERING = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(Gathering.class);

    private final BlockingQueue<T> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final AtomicBoolean underWay = new AtomicBoolean();
    private final AtomicInteger dropped = new AtomicInteger();
    private final Function<List<T>, Uni<Void>> tell;
    private final Failures.Place failures;
    private volatile long nextLine = System.nanoTime();

    Gathering(Function<List<T>, Uni<Void>> tell, Failures.Place failures) {
        this.tell = tell;
        this.failures = failures;
    }

    void add(T news) {
        if (!waiting.offer(news)) {
            dropped.incrementAndGet();
        }
        go();
    }

    private void go() {
        if (!waiting.isEmpty() && underWay.compareAndSet(false, true)) {
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(GATHERING)
                    .chain(() -> tell.apply(next()))
                    .subscribe()
                    .with(done -> again(), fault -> {
                        failures.note("Users of portals are not told of something", fault);
                        again();
                    });
        }
    }

    private List<T> next() {
        List<T> batch = new ArrayList<>();
        waiting.drainTo(batch, LARGEST_BATCH);
        long now = System.nanoTime();
        if (dropped.get() > 0 && now - nextLine >= 0) {
            nextLine = now + BETWEEN_LINES.toNanos();
            LOG.warnf(
                    "Users of portals are not told of %d things, since too much waits to be told",
                    dropped.getAndSet(0));
        }
        return batch;
    }

    private void again() {
        underWay.set(false);
        go();
    }
}
