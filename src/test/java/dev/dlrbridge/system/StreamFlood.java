package dev.dlrbridge.system;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One HTTP/2 connection in clear text with very many streams, of which each begins a body; anew when it is ended. */
final class StreamFlood implements AutoCloseable {
    private static final int STREAMS = 900;
    private static final int WINDOW = 400 << 20;
    private static final Buffer PART = Buffer.buffer(new byte[60_000]);

    /** Of which every refusal is a line. */
    private static final Logger CLIENT_LOG = Logger.getLogger("io.vertx.core");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong streams = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final HttpClient client;
    private volatile boolean closed;
    private final int port;

    StreamFlood(int port) {
        this.port = port;
        CLIENT_LOG.setLevel(Level.OFF);
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MaxPoolSize(1)
                .setHttp2MultiplexingLimit(STREAMS)
                .setHttp2ConnectionWindowSize(WINDOW)
                .setConnectTimeout(2_000));
        for (int i = 0; i < STREAMS; i++) {
            begin();
        }
    }

    String tally() {
        return streams + " streams, " + refused + " refused";
    }

    private void begin() {
        if (closed) {
            return;
        }
        client.request(HttpMethod.POST, port, "127.0.0.1", Attack.UNKNOWN_CALLBACK)
                .onSuccess(this::send)
                .onFailure(failure -> again());
    }

    private void send(HttpClientRequest stream) {
        streams.incrementAndGet();
        stream.setChunked(true).exceptionHandler(ended -> {});
        stream.response().onComplete(answered -> again());
        for (int part = 0; part < 4; part++) {
            stream.write(PART);
        }
    }

    private void again() {
        if (!closed) {
            refused.incrementAndGet();
            vertx.setTimer(1_000, timer -> begin());
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            CLIENT_LOG.setLevel(null);
        }
    }
}
