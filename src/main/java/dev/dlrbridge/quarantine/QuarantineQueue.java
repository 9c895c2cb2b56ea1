package dev.dlrbridge.quarantine;

import dev.dlrbridge.journal.FullException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Gathers requests for quarantine while a statement is under way, one at a time: a gateway that floods the bridge with
 * what it cannot read takes one connection from the others, not all.
 */
final class QuarantineQueue {
    static final int LARGEST_BATCH = 100;
    static final long LARGEST_BATCH_BYTES = 4 << 20;
    static final long MOST_WAITING_BYTES = 16 << 20;

    private final Function<List<QuarantinedRequest>, Uni<Set<UUID>>> write;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long waitingBytes;
    private boolean underWay;

    /** @param write commits what there is room for and tells which, or fails */
    QuarantineQueue(Function<List<QuarantinedRequest>, Uni<Set<UUID>>> write) {
        this.write = write;
    }

    /** Completes after the commit; fails with a {@link FullException} where there is no room. */
    Uni<Void> submit(QuarantinedRequest request) {
        return Uni.createFrom().emitter(emitter -> {
            if (admit(new Waiting(request, emitter))) {
                writeNext();
            } else {
                emitter.fail(new FullException());
            }
        });
    }

    private synchronized boolean admit(Waiting waiting) {
        long bytes = waiting.request.request().length;
        if (waitingBytes > 0 && waitingBytes + bytes > MOST_WAITING_BYTES) {
            return false;
        }
        waitingBytes += bytes;
        return queue.add(waiting);
    }

    private void writeNext() {
        List<Waiting> batch = nextBatch();
        if (!batch.isEmpty()) {
            write.apply(batch.stream().map(Waiting::request).toList())
                    .subscribe()
                    .with(kept -> finished(batch, kept), failure -> failed(batch, failure));
        }
    }

    private synchronized List<Waiting> nextBatch() {
        List<Waiting> batch = new ArrayList<>();
        long bytes = 0;
        while (!underWay && !queue.isEmpty() && batch.size() < LARGEST_BATCH && bytes < LARGEST_BATCH_BYTES) {
            Waiting next = queue.remove();
            bytes += next.request.request().length;
            batch.add(next);
        }
        underWay |= !batch.isEmpty();
        waitingBytes -= bytes;
        return batch;
    }

    private void finished(List<Waiting> batch, Set<UUID> kept) {
        done();
        for (Waiting waiting : batch) {
            if (kept.contains(waiting.request.id())) {
                waiting.emitter.complete(null);
            } else {
                waiting.emitter.fail(new FullException());
            }
        }
        writeNext();
    }

    private void failed(List<Waiting> batch, Throwable failure) {
        done();
        batch.forEach(waiting -> waiting.emitter.fail(failure));
        writeNext();
    }

    private synchronized void done() {
        underWay = false;
    }

    private record Waiting(QuarantinedRequest request, UniEmitter<? super Void> emitter) {}
}
