package dev.dlrbridge.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A gateway under load: sends at a steady rate over several connections, remembers what was accepted, and repeats what
 * was not, as gateways do.
 */
final class ReportLoad implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    /** A gateway that meets a closed port leaves it alone for a moment. */
    private static final Duration AFTER_NO_ANSWER = Duration.ofMillis(200);

    private final Queue<KannelReport> waiting;
    private final Queue<KannelReport> accepted = new ConcurrentLinkedQueue<>();
    private final int total;
    private final long nanosBetween;
    private final boolean makesUp;
    private final AtomicLong nextSlot = new AtomicLong(System.nanoTime());
    private final long begun = System.nanoTime();
    private final AtomicLong lastAccepted = new AtomicLong(begun);
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger unavailable = new AtomicInteger();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private ReportLoad(List<KannelReport> reports, int perSecond, boolean makesUp) {
        this.makesUp = makesUp;
        this.waiting = new ConcurrentLinkedQueue<>(reports);
        this.total = reports.size();
        this.nanosBetween = Duration.ofSeconds(1).toNanos() / perSecond;
    }

    /** Begins at once; the order is that of the list. */
    static ReportLoad start(List<KannelReport> reports, int perSecond) {
        return start(new ReportLoad(reports, perSecond, false), CONNECTIONS);
    }

    /** With so many connections, and sending faster for a while after answers were slow, so that the rate is kept. */
    static ReportLoad startKeepingRate(List<KannelReport> reports, int perSecond, int connections) {
        return start(new ReportLoad(reports, perSecond, true), connections);
    }

    private static ReportLoad start(ReportLoad load, int connections) {
        for (int i = 0; i < connections; i++) {
            load.threads.execute(load::work);
        }
        return load;
    }

    /** The reports that were answered 2xx so far. */
    List<KannelReport> accepted() {
        return List.copyOf(accepted);
    }

    /** Accepted reports a second, from the beginning to the last of them. */
    double acceptedPerSecond() {
        return accepted.size() * 1e9 / (lastAccepted.get() - begun);
    }

    int requestsUnderWay() {
        return underWay.get();
    }

    /** Requests answered 503. */
    int unavailable() {
        return unavailable.get();
    }

    /** Requests without an answer. */
    int unanswered() {
        return unanswered.get();
    }

    /** Answers other than 2xx and 503. */
    List<String> unexpected() {
        return List.copyOf(unexpected);
    }

    void awaitAccepted(int number) {
        awaitAccepted(number, Duration.ofSeconds(90));
    }

    private void awaitAccepted(int number, Duration patience) {
        await().atMost(patience).pollInterval(Duration.ofMillis(20)).until(() -> accepted.size() >= number);
    }

    void awaitUnavailable(int number) {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> unavailable.get() >= number);
    }

    void awaitAllAccepted() {
        awaitAccepted(total);
    }

    void awaitAllAccepted(Duration patience) {
        awaitAccepted(total, patience);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void work() {
        Http connection = new Http();
        while (accepted.size() < total && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(nextSlot() - System.nanoTime());
            KannelReport report = waiting.poll();
            if (report != null) {
                send(connection, report);
            }
        }
    }

    /** Time that nobody used is made up for only where the rate is to be kept. */
    private long nextSlot() {
        long now = System.nanoTime();
        return nextSlot.updateAndGet(last -> makesUp ? last + nanosBetween : Math.max(last + nanosBetween, now));
    }

    private void send(Http connection, KannelReport report) {
        if (isAccepted(connection, report)) {
            lastAccepted.accumulateAndGet(System.nanoTime(), Math::max);
            accepted.add(report);
        } else {
            waiting.add(report);
        }
    }

    private boolean isAccepted(Http connection, KannelReport report) {
        try {
            int status = statusOf(connection, report);
            if (status == 503) {
                unavailable.incrementAndGet();
            } else if (status / 100 != 2) {
                unexpected.add("HTTP " + status);
            }
            return status / 100 == 2;
        } catch (IOException e) {
            unanswered.incrementAndGet();
            LockSupport.parkNanos(AFTER_NO_ANSWER.toNanos());
            return false;
        }
    }

    private int statusOf(Http connection, KannelReport report) throws IOException {
        underWay.incrementAndGet();
        try {
            return connection.get(report.address()).statusCode();
        } finally {
            underWay.decrementAndGet();
        }
    }
}
