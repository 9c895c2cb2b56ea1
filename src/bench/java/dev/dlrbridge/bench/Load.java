package dev.dlrbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;

/**
 * A closed loop over some connections, one request under way on each: one thread, so that the load takes as little as
 * possible of the cores that it shares with the server.
 */
final class Load {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final InetSocketAddress address;
    private final Requests requests;
    private long answers;
    private int open;

    Load(URI callback, Requests requests) {
        this.address = new InetSocketAddress(callback.getHost(), callback.getPort());
        this.requests = requests;
    }

    /**
     * @return reports accepted per second over all connections
     * @throws IllegalStateException when an answer is no success, or does not come
     */
    double run(int connections, Duration time) throws IOException {
        answers = 0;
        open = connections;
        try (Selector selector = Selector.open()) {
            long begun = System.nanoTime();
            long until = begun + time.toNanos();
            for (int i = 0; i < connections; i++) {
                new Connection(selector, address).send(requests.next().get());
            }
            while (open > 0) {
                if (selector.select(key -> proceed(key, until), GRACE.toMillis()) == 0) {
                    throw new IllegalStateException("answers never came");
                }
            }
            return answers * requests.reports() / ((System.nanoTime() - begun) / 1e9);
        }
    }

    private void proceed(SelectionKey key, long until) {
        Connection connection = (Connection) key.attachment();
        try {
            if (!connection.proceed()) {
                return;
            }
            answers++;
            if (System.nanoTime() < until) {
                connection.send(requests.next().get());
            } else {
                connection.close();
                open--;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
