package dev.dlrbridge.forwarding;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The one event loop that has all lanes: what runs on it needs no lock, and must not block. */
final class EventLoop implements Executor {
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);

    private final Context context;

    EventLoop(Vertx vertx) {
        this.context = ((VertxInternal) vertx).createEventLoopContext();
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    /**
     * The outcome of a statement, here and in time: an answer that is lost on its way must not stop the work for ever, nor
     * a statement that throws before it begins.
     */
    <T> Uni<T> outcome(Supplier<Uni<T>> statement) {
        return Uni.createFrom()
                .deferred(statement::get)
                .ifNoItem()
                .after(LONGEST_STATEMENT)
                .fail()
                .emitOn(this);
    }

    /** @return the timer, for {@link #cancel} */
    long after(Duration time, Runnable task) {
        return context.owner().setTimer(Math.max(1, time.plusNanos(999_999).toMillis()), ignored -> execute(task));
    }

    void every(Duration time, Runnable task) {
        context.owner().setPeriodic(time.toMillis(), ignored -> execute(task));
    }

    void cancel(long timer) {
        context.owner().cancelTimer(timer);
    }
}
