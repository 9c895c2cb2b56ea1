package dev.dlrbridge.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A closed loop over some connections, one request under way on each: written on bare sockets, so that the load takes
 * as little as possible of the cores that it shares with the server.
 */
final class Load {
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final AtomicLong MESSAGES = new AtomicLong(System.nanoTime());

    private final Vertx vertx;
    private final URI callback;
    private final String header;

    /** @param header a whole header line with its line end, or an empty text */
    Load(Vertx vertx, URI callback, String header) {
        this.vertx = vertx;
        this.callback = callback;
        this.header = header;
    }

    /** @return answers per second; every answer must be a 200 */
    Result run(int connections, Duration time) throws InterruptedException {
        Counters counters = new Counters(System.nanoTime() + time.toNanos(), new CountDownLatch(connections));
        NetClient client = vertx.createNetClient();
        for (int i = 0; i < connections; i++) {
            client.connect(callback.getPort(), callback.getHost())
                    .onSuccess(socket -> converse(socket, counters))
                    .onFailure(failure -> counters.finished.countDown());
        }
        long begun = System.nanoTime();
        boolean all = counters.finished.await(time.toSeconds() + 30, TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - begun) / 1e9;
        client.close();
        if (!all || counters.others.get() > 0) {
            throw new IllegalStateException(counters.others.get() + " answers were not 200, or some never came");
        }
        return new Result(counters.answers.get() / seconds);
    }

    private void converse(NetSocket socket, Counters counters) {
        Buffer[] rest = {Buffer.buffer()};
        socket.handler(part -> {
            Buffer answer = rest[0].length() == 0 ? part : rest[0].appendBuffer(part);
            if (!endsWithHead(answer)) {
                rest[0] = answer.copy();
                return;
            }
            rest[0] = Buffer.buffer();
            (isOk(answer) ? counters.answers : counters.others).incrementAndGet();
            next(socket, counters);
        });
        next(socket, counters);
    }

    private void next(NetSocket socket, Counters counters) {
        if (System.nanoTime() < counters.until) {
            socket.write(request());
        } else {
            counters.finished.countDown();
            socket.close();
        }
    }

    private Buffer request() {
        String id = "00000000" + HexFormat.of().toHexDigits(Long.reverse(MESSAGES.incrementAndGet())) + "00000000";
        return Buffer.buffer("GET " + callback.getPath() + "/" + id
                + "?type=1&fid=7&to=%2B491700000000&smsc=a&err=000&ts=1763900400 HTTP/1.1\r\nHost: localhost\r\n"
                + header + "\r\n");
    }

    /** The answers have no body. */
    private static boolean endsWithHead(Buffer answer) {
        int length = answer.length();
        return length >= END_OF_HEAD.length
                && java.util.Arrays.equals(END_OF_HEAD, answer.getBytes(length - END_OF_HEAD.length, length));
    }

    private static boolean isOk(Buffer answer) {
        return answer.length() > 12 && answer.getString(9, 12).equals("200");
    }

    /** @param perSecond answers per second over all connections */
    record Result(double perSecond) {}

    private record Counters(long until, CountDownLatch finished, AtomicLong answers, AtomicLong others) {
        Counters(long until, CountDownLatch finished) {
            this(until, finished, new AtomicLong(), new AtomicLong());
        }
    }
}
