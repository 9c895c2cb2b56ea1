package dev.dlrbridge.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A gateway that sends so many reports a second, come what may, over connections of which it replaces one now and then.
 * The time of an answer is counted from when the report was due.
 */
final class SteadyGateway {
    private static final int PER_SECOND = 200;
    private static final int THREADS = 32;
    /** Requests over one connection. */
    private static final int OF_ONE_CONNECTION = 10;

    private static final int PATIENCE_MILLIS = 20_000;

    private final Supplier<URI> reports;
    private final long begun = System.nanoTime();
    private final long end;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final Queue<String> otherwise = new ConcurrentLinkedQueue<>();

    private SteadyGateway(Supplier<URI> reports, Duration time) {
        this.reports = reports;
        this.end = begun + time.toNanos();
    }

    /** Returns when all is answered that was due in this time. */
    static SteadyGateway send(Supplier<URI> reports, Duration time) {
        SteadyGateway gateway = new SteadyGateway(reports, time);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < THREADS; i++) {
            threads.execute(gateway::work);
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(time.toSeconds() + 60, TimeUnit.SECONDS)) {
                gateway.otherwise.add("not done in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return gateway;
    }

    long accepted() {
        return accepted.get();
    }

    /** What became of the reports that were not accepted. */
    List<String> otherwise() {
        return List.copyOf(otherwise);
    }

    /** The time within which 99 of 100 were answered. */
    Duration slowest99th() {
        List<Long> sorted = new ArrayList<>(nanos);
        sorted.sort(null);
        return sorted.isEmpty() ? Duration.ofDays(1) : Duration.ofNanos(sorted.get(sorted.size() * 99 / 100));
    }

    private void work() {
        Socket connection = null;
        for (int i = next.getAndIncrement(); ; i = next.getAndIncrement()) {
            long due = begun + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            if (due - end >= 0) {
                close(connection);
                return;
            }
            LockSupport.parkNanos(due - System.nanoTime());
            try {
                if (connection == null || i % OF_ONE_CONNECTION == 0) {
                    close(connection);
                    connection = connect();
                }
                answered(send(connection), due);
            } catch (IOException e) {
                otherwise.add(String.valueOf(e));
                close(connection);
                connection = null;
            }
        }
    }

    private void answered(String status, long due) {
        nanos.add(System.nanoTime() - due);
        if (status.startsWith("HTTP/1.1 2")) {
            accepted.incrementAndGet();
        } else {
            otherwise.add(status);
        }
    }

    private Socket connect() throws IOException {
        URI address = reports.get();
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** Kannel's success has no body. */
    private String send(Socket connection) throws IOException {
        URI address = reports.get();
        String request =
                "GET " + address.getRawPath() + "?" + address.getRawQuery() + " HTTP/1.1\r\nHost: bridge\r\n\r\n";
        connection.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = connection.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("ended after: " + head);
            }
            head.append((char) octet);
        }
        return head.substring(0, head.indexOf("\r\n"));
    }

    private static void close(Socket connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
