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

/** One HTTP/2 connection in clear text with very many streams, of which each begins a body; anew when it is ended. */
final class StreamFlood implements AutoCloseable {
    private static final int STREAMS = 900;
    private static final int WINDOW = 400 << 20;
    private static final Buffer PART = Buffer.buffer(new byte[60_000]);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong streams = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final HttpClient client;
    private final int port;

    StreamFlood(int port) {
        this.port = port;
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
        refused.incrementAndGet();
        vertx.setTimer(1_000, timer -> begin());
    }

    @Override
    public void close() {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
