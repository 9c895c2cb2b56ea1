package dev.dlrbridge.webhook;

import dev.dlrbridge.bitrix24.AddressRule;
import dev.dlrbridge.bitrix24.ConnectionGuard;
import dev.dlrbridge.bitrix24.RefusedAddressException;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Posts events to integrators. What comes of it is an {@link Attempt}, never a failure: a refused address and a broken
 * connection are attempts without an answer.
 */
@ApplicationScoped
class EndpointClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Node's servers close a connection that was idle for five seconds: it is not to be used at that very moment. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

    private final HttpClient client;
    private final AddressRule addresses;
    private final WebhookSealing sealing;
    private final Clock clock;
    private final Duration timeout;
    private final Failures.Place failures;

    /** @param guard without which nothing is guarded */
    EndpointClient(
            Vertx vertx,
            ConnectionGuard guard,
            AddressRule addresses,
            WebhookSealing sealing,
            Clock clock,
            WebhookConfig config,
            Failures failures) {
        this.addresses = addresses;
        this.sealing = sealing;
        this.clock = clock;
        this.timeout = config.timeout();
        this.failures = failures.at("webhook", EndpointClient.class);
        // Nobody waits for a connection: how many calls there are is bounded for each endpoint.
        this.client = vertx.createHttpClient(
                ConnectionGuard.guarded()
                        .setConnectTimeout((int) CONNECT.toMillis())
                        .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds()),
                new PoolOptions().setHttp1MaxSize(config.calls()));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /** Sends an event once; never fails for what the integrator does. */
    Uni<Attempt> post(Claim claim, Claim.Waiting event) {
        long begin = System.nanoTime();
        byte[] body = sealing.openPayload(event.id(), event.payload());
        RequestOptions options;
        try {
            options = options(claim, event.id(), body);
        } catch (IllegalArgumentException | RefusedAddressException refused) {
            return Uni.createFrom().item(Attempt.unanswered(since(begin)));
        }
        return exchange(options, body, begin)
                .onFailure()
                .invoke(failure -> failures.note("An endpoint has not answered, and is asked again", failure))
                .onFailure()
                .recoverWithItem(unreached -> Attempt.unanswered(since(begin)));
    }

    private RequestOptions options(Claim claim, UUID id, byte[] body) {
        URI url = addresses.requireHost(URI.create(claim.target().url()));
        long timestamp = clock.instant().getEpochSecond();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setAbsoluteURI(url.toString())
                .setFollowRedirects(false)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.USER_AGENT, "dlr-bridge")
                .putHeader("webhook-id", id.toString())
                .putHeader("webhook-timestamp", Long.toString(timestamp))
                .putHeader("webhook-signature", signatures(claim, id.toString(), timestamp, body));
    }

    private String signatures(Claim claim, String id, long timestamp, byte[] body) {
        return secrets(claim).stream()
                .map(secret -> secret.sign(id, timestamp, body))
                .collect(Collectors.joining(" "));
    }

    private List<SigningSecret> secrets(Claim claim) {
        String clientId = claim.line().clientId();
        String name = claim.line().endpoint();
        SigningSecret present = sealing.open(clientId, name, claim.target().secret());
        return claim.target().previousSecret() == null
                ? List.of(present)
                : List.of(
                        present,
                        sealing.openPrevious(clientId, name, claim.target().previousSecret()));
    }

    private Uni<Attempt> exchange(RequestOptions options, byte[] body, long begin) {
        Exchange exchange = new Exchange();
        return Uni.createFrom()
                .completionStage(() -> client.request(options)
                        .compose(request -> exchange.send(request, body))
                        .toCompletionStage())
                .map(answer -> answer.attempt(since(begin)))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onTermination()
                .invoke((answer, failure, cancelled) -> exchange.end(answer == null));
    }

    private static Duration since(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
