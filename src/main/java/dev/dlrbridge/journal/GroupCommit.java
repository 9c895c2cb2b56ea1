package dev.dlrbridge.journal;

import dev.dlrbridge.sql.StatementException;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Smart batching: while transactions are under way, arriving reports gather, and the next transaction takes all of
 * them; where one has ended a moment ago, the next waits out that moment for company. An idle server commits at once. The
 * reports of one request stay together.
 */
final class GroupCommit {
    /** Beyond some hundred rows a commit only grows longer; its fixed cost is already spread thin. */
    static final int LARGEST_BATCH = 500;

    /** After the end of a transaction the next begins, unless enough waits. */
    static final Duration MOMENT = Duration.ofMillis(2);

    /** With so much company a transaction's fixed cost is shared already. */
    static final int ENOUGH = 32;

    private static final int MOST_UNDER_WAY = 2;

    /**
     * A second transaction beside the first halves the batches of both and so doubles their fixed cost, which is that of
     * some twenty reports: it pays only when far more wait.
     */
    static final int WORTH_A_SECOND = 256;

    private final int longestQueue;
    private final long largestQueue;
    private final Function<List<Entry>, Uni<Void>> write;
    private final LongSupplier nanos;
    private final BiConsumer<Duration, Runnable> after;
    private final Failures.Place failures;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private int queuedReports;
    private int waitingReports;
    private long waitingBytes;
    private int underWay;
    private long lastEnded;
    private boolean gathering;

    /**
     * @param longestQueue reports that may wait, but for those of one request alone
     * @param largestQueue bytes of requests that may wait
     * @param write commits entries in one transaction, or fails
     * @param nanos a monotonic clock
     * @param after runs something a little later
     */
    GroupCommit(
            int longestQueue,
            long largestQueue,
            Function<List<Entry>, Uni<Void>> write,
            LongSupplier nanos,
            BiConsumer<Duration, Runnable> after,
            Failures.Place failures) {
        this.longestQueue = longestQueue;
        this.largestQueue = largestQueue;
        this.write = write;
        this.nanos = nanos;
        this.after = after;
        this.lastEnded = nanos.getAsLong() - MOMENT.toNanos();
        this.failures = failures;
    }

    /** Completes when the entries are committed, all of them; fails otherwise, with a {@link FullException} or
     * a {@link StatementException}. */
    Uni<Void> submit(List<Entry> entries, int bytes) {
        return Uni.createFrom().emitter(emitter -> enqueue(new Waiting(entries, bytes, emitter)));
    }

    synchronized int waitingReports() {
        return waitingReports;
    }

    synchronized long waitingBytes() {
        return waitingBytes;
    }

    private void enqueue(Waiting request) {
        if (admit(request)) {
            startNext();
        } else {
            request.emitter.fail(new FullException());
        }
    }

    /** A request that is larger than the queue is admitted when it is alone: otherwise it never would be. */
    private synchronized boolean admit(Waiting request) {
        boolean isBeyond =
                waitingReports + request.entries.size() > longestQueue || waitingBytes + request.bytes > largestQueue;
        if (isBeyond && waitingReports > 0) {
            return false;
        }
        waitingReports += request.entries.size();
        waitingBytes += request.bytes;
        queuedReports += request.entries.size();
        return queue.add(request);
    }

    private void startNext() {
        for (List<Waiting> next = nextBatch(); !next.isEmpty(); next = nextBatch()) {
            List<Waiting> batch = next;
            commit(batch).subscribe().with(done -> finished(batch), unexpected -> {
                failures.note("Some gateways have no answer, and send their requests again", unexpected);
                finished(batch);
            });
        }
    }

    private synchronized List<Waiting> nextBatch() {
        List<Waiting> batch = new ArrayList<>();
        if (mayStart()) {
            int reports = 0;
            while (!queue.isEmpty()
                    && (batch.isEmpty() || reports + queue.peek().entries.size() <= LARGEST_BATCH)) {
                Waiting request = queue.remove();
                reports += request.entries.size();
                batch.add(request);
            }
            queuedReports -= reports;
            if (!batch.isEmpty()) {
                underWay++;
            }
        }
        return batch;
    }

    private boolean mayStart() {
        if (queuedReports >= WORTH_A_SECOND) {
            return underWay < MOST_UNDER_WAY;
        }
        return underWay == 0 && !queue.isEmpty() && (queuedReports >= ENOUGH || !waitsForCompany());
    }

    private boolean waitsForCompany() {
        long left = lastEnded + MOMENT.toNanos() - nanos.getAsLong();
        if (left > 0 && !gathering) {
            gathering = true;
            after.accept(Duration.ofNanos(left), this::gathered);
        }
        return left > 0;
    }

    private void gathered() {
        synchronized (this) {
            gathering = false;
        }
        startNext();
    }

    private void finished(List<Waiting> batch) {
        synchronized (this) {
            underWay--;
            lastEnded = nanos.getAsLong();
            for (Waiting request : batch) {
                waitingReports -= request.entries.size();
                waitingBytes -= request.bytes;
            }
        }
        startNext();
    }

    /** Never fails: each request is told its own outcome. */
    private Uni<Void> commit(List<Waiting> batch) {
        return Uni.createFrom()
                .deferred(() -> write.apply(entries(batch)))
                .invoke(() -> batch.forEach(request -> request.emitter.complete(null)))
                .onFailure()
                .recoverWithUni(failure -> afterFailure(batch, failure));
    }

    /** Data that the database refuses spoils only its own request: the batch is halved until that one is alone. */
    private Uni<Void> afterFailure(List<Waiting> batch, Throwable failure) {
        if (failure instanceof StatementException.Unstorable && batch.size() > 1) {
            int half = batch.size() / 2;
            return commit(batch.subList(0, half)).chain(() -> commit(batch.subList(half, batch.size())));
        }
        batch.forEach(request -> request.emitter.fail(failure));
        return Uni.createFrom().voidItem();
    }

    private static List<Entry> entries(List<Waiting> batch) {
        if (batch.size() == 1) {
            return batch.get(0).entries;
        }
        return batch.stream().flatMap(request -> request.entries.stream()).toList();
    }

    private record Waiting(List<Entry> entries, int bytes, UniEmitter<? super Void> emitter) {}
}
