package dev.dlrbridge.tenant;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Lets so much work be under way at once and no more; the rest waits in the order of its coming. Thread-safe. */
final class RefreshSlots {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int free;

    RefreshSlots(int most) {
        this.free = most;
    }

    /** Begins the work, when it is subscribed to, as soon as there is a slot. */
    <T> Uni<T> run(Supplier<Uni<T>> work) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> enter(() -> emitter.complete(null)))
                .chain(() -> Uni.createFrom().<T>deferred(work::get).eventually(this::leave));
    }

    private void enter(Runnable begin) {
        synchronized (waiting) {
            if (free == 0) {
                waiting.add(begin);
                return;
            }
            free--;
        }
        begin.run();
    }

    private void leave() {
        Runnable next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.run();
    }
}
