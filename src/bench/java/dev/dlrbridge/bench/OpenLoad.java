package dev.dlrbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Requests at a constant rate, whatever the server does: a latency counts from the moment at which the request was due,
 * so that a pause of the server is not left out because it also stopped the load (coordinated omission).
 */
final class OpenLoad {
    private static final int CONNECTIONS = 256;
    /** Finer than a selector can wait, and coarse enough to leave the cores to the server. */
    private static final long PAUSE_NANOS = 50_000;

    private static final long GRACE_NANOS = Duration.ofSeconds(30).toNanos();

    private final InetSocketAddress address;
    private final Requests requests;
    private final ArrayDeque<Connection> idle = new ArrayDeque<>(CONNECTIONS);
    private final Histogram latencies = new Histogram(3);
    private final Timeline timeline = new Timeline();
    private long begun;
    private long measuredSince;

    OpenLoad(URI callback, Requests requests) {
        this.address = new InetSocketAddress(callback.getHost(), callback.getPort());
        this.requests = requests;
    }

    /** @return latencies in microseconds */
    Histogram run(double perSecond, Duration time) throws IOException {
        return run(perSecond, Duration.ZERO, time);
    }

    /**
     * @param before how long the load goes on before it is measured
     * @return latencies in microseconds
     */
    Histogram run(double perSecond, Duration before, Duration time) throws IOException {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < CONNECTIONS; i++) {
                idle.add(new Connection(selector, address));
            }
            begun = System.nanoTime();
            measuredSince = begun + before.toNanos();
            send(selector, (long) (1e9 / perSecond), (long)
                    (perSecond * before.plus(time).toNanos() / 1e9));
            return latencies;
        } finally {
            for (Connection connection : idle) {
                connection.close();
            }
        }
    }

    /** What the run was like, second by second. */
    Timeline timeline() {
        return timeline;
    }

    private void send(Selector selector, long interval, long count) throws IOException {
        for (long sent = 0; sent < count || idle.size() < CONNECTIONS; ) {
            long now = System.nanoTime();
            for (; sent < count && begun + sent * interval <= now && !idle.isEmpty(); sent++) {
                Connection connection = idle.poll();
                connection.intended = begun + sent * interval;
                connection.send(requests.next().get());
            }
            if (selector.selectNow(this::proceed) == 0) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            if (now > begun + count * interval + GRACE_NANOS) {
                throw new IllegalStateException("answers never came");
            }
        }
    }

    private void proceed(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (connection.proceed()) {
                long now = System.nanoTime();
                long micros = (now - connection.intended) / 1_000;
                if (connection.intended >= measuredSince) {
                    latencies.recordValue(micros);
                }
                timeline.record((int) ((now - begun) / 1_000_000_000), micros);
                idle.add(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
