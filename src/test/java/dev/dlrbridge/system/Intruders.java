package dev.dlrbridge.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Strangers who keep so many connections open, each with the same part of a request that never ends, or with one that
 * does. Whoever is cut off, or has an answer and an end, is back soon. One thread serves all, so that it is the bridge
 * that works.
 */
final class Intruders implements AutoCloseable {
    private static final long BACK_AFTER = Duration.ofMillis(200).toNanos();
    /** More in a moment would fill the queue of the system itself, in which all callers wait, and not the bridge. */
    private static final long BETWEEN_TWO = Duration.ofSeconds(1).toNanos() / 2_000;

    private final InetSocketAddress bridge;
    private final Supplier<byte[]> request;
    private final Selector selector;
    private final Queue<Long> comeBackAt = new ArrayDeque<>();
    private final AtomicLong came = new AtomicLong();
    private final AtomicLong cutOff = new AtomicLong();
    private final ByteBuffer received = ByteBuffer.allocateDirect(64 << 10);
    private final Thread thread = new Thread(this::run, "intruders");
    private long nextAt = System.nanoTime();
    private volatile boolean ends;

    /** @param request what each connection sends */
    Intruders(int port, int connections, Supplier<byte[]> request) {
        this.bridge = new InetSocketAddress("127.0.0.1", port);
        this.request = request;
        for (int i = 0; i < connections; i++) {
            comeBackAt.add(System.nanoTime());
        }
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.start();
    }

    /** Connections made so far, and how many of them the bridge ended. */
    String tally() {
        return came + " connections, " + cutOff + " of them ended";
    }

    private void run() {
        while (!ends) {
            try {
                open();
                selector.select(10);
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void open() throws IOException {
        long now = System.nanoTime();
        nextAt = Math.max(nextAt, now - Duration.ofMillis(50).toNanos());
        while (!comeBackAt.isEmpty() && comeBackAt.peek() - now < 0 && nextAt - now < 0) {
            comeBackAt.remove();
            nextAt += BETWEEN_TWO;
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT, ByteBuffer.wrap(request.get()));
            came.incrementAndGet();
            if (channel.connect(bridge)) {
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
        }
    }

    private void serve(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            } else if (key.isWritable()) {
                ByteBuffer rest = (ByteBuffer) key.attachment();
                channel.write(rest);
                if (!rest.hasRemaining()) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            }
            if (key.isReadable() && channel.read(received.clear()) < 0) {
                ended(channel);
            }
        } catch (IOException reset) {
            ended(channel);
        }
    }

    private void ended(SocketChannel channel) {
        cutOff.incrementAndGet();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        comeBackAt.add(System.nanoTime() + BACK_AFTER);
    }

    @Override
    public void close() {
        ends = true;
        try {
            thread.join();
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
