package dev.dlrbridge.intake.vendor;

import dev.dlrbridge.trace.ExpectedFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads what gateways keep on hosts of their own; who calls has made sure that the address is one of these. A channel has
 * only some of the places, so that none, whatever its requests name, keeps others from theirs.
 */
@ApplicationScoped
public class VendorSite {
    /** Within the time that a gateway waits for its answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final int CONNECTIONS = 4;
    private static final int MOST_WAITING = 16;

    /** Half of the connections to a host. */
    private static final int MOST_OF_A_CHANNEL = 2;

    /** Certificates have about two thousand bytes. */
    private static final int LONGEST_ANSWER = 65_536;

    private final HttpClient client;
    private final Duration timeout;
    private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();

    @Inject
    public VendorSite(Vertx vertx) {
        this(vertx, TIMEOUT);
    }

    public VendorSite(Vertx vertx, Duration timeout) {
        this.timeout = timeout;
        client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setMaxPoolSize(CONNECTIONS)
                .setMaxWaitQueueSize(MOST_WAITING));
    }

    /**
     * What is at the address; fails for any other answer than 200, a redirect too, for one that is too long, and at once
     * if the channel has all its places taken.
     */
    public Uni<byte[]> get(URI address, UUID channel) {
        return Uni.createFrom().deferred(() -> {
            if (underWay.merge(channel, 1, Integer::sum) > MOST_OF_A_CHANNEL) {
                leave(channel);
                return Uni.createFrom().failure(new NoContentException("too many at once", null));
            }
            return get(address).onTermination().invoke(() -> leave(channel));
        });
    }

    private void leave(UUID channel) {
        underWay.computeIfPresent(channel, (id, places) -> places == 1 ? null : places - 1);
    }

    private Uni<byte[]> get(URI address) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address.toString())
                .setFollowRedirects(false)
                .setTimeout(timeout.toMillis());
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(HttpClientRequest::send)
                        .toCompletionStage()
                        .thenCompose(VendorSite::body));
    }

    private static CompletableFuture<byte[]> body(HttpClientResponse response) {
        CompletableFuture<byte[]> body = new CompletableFuture<>();
        if (response.statusCode() != 200) {
            response.exceptionHandler(reset -> {});
            response.request().reset();
            body.completeExceptionally(new NoContentException("answer " + response.statusCode(), null));
            return body;
        }
        Buffer read = Buffer.buffer();
        response.exceptionHandler(body::completeExceptionally);
        response.endHandler(end -> body.complete(read.getBytes()));
        response.handler(part -> {
            read.appendBuffer(part);
            if (read.length() > LONGEST_ANSWER) {
                body.completeExceptionally(new NoContentException("answer too long", null));
                response.request().reset();
            }
        });
        return body;
    }

    /** A vendor's host gave nothing of use. */
    public static final class NoContentException extends IllegalStateException implements ExpectedFailure {
        private static final long serialVersionUID = 1L;

        public NoContentException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
