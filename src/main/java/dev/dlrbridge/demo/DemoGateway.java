package dev.dlrbridge.demo;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Sample;
import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * A gateway's double: nobody gets an SMS of it, and it reports each as the gateway does whose callback URL it was given. What it
 * signs, it signs with the secrets of the samples.
 */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoGateway {
    private static final String KANNEL = "kannel";
    private static final int ACCEPTED_BY_THE_NETWORK = 8;
    private static final int DELIVERED = 1;
    private static final Duration NETWORK = Duration.ofMillis(500);
    private static final Duration HANDSET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What the client sets by itself. */
    private static final Set<String> OWN_HEADERS =
            Set.of("content-length", "host", "connection", "expect", "upgrade", "transfer-encoding");

    private static final Logger LOG = Logger.getLogger(DemoGateway.class);

    private final Vertx vertx;
    private final DemoSamples samples;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    DemoGateway(Vertx vertx, DemoSamples samples) {
        this.vertx = vertx;
        this.samples = samples;
    }

    /** Reports in a moment that the network has the message, and then that the handset has. */
    void send(String id, String to, String callbackUrl) {
        String gateway = URI.create(callbackUrl).getPath().split("/")[2];
        if (gateway.equals(KANNEL)) {
            reportAfter(NETWORK, kannel(callbackUrl, id, to, ACCEPTED_BY_THE_NETWORK));
            reportAfter(HANDSET, kannel(callbackUrl, id, to, DELIVERED));
        } else {
            samples.find(gateway, "sent").ifPresent(sample -> reportAfter(NETWORK, as(sample, callbackUrl)));
            samples.find(gateway, "delivered").ifPresent(sample -> reportAfter(HANDSET, as(sample, callbackUrl)));
        }
    }

    /** The HTTP status that is answered. */
    CompletableFuture<Integer> post(Callback callback) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(callback.url()))
                .timeout(PATIENCE)
                .method(callback.method(), BodyPublishers.ofByteArray(callback.body()));
        callback.headers().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name)) {
                request.header(name, values.get(0));
            }
        });
        return client.sendAsync(request.build(), BodyHandlers.discarding()).thenApply(HttpResponse::statusCode);
    }

    private static Callback as(Sample sample, String callbackUrl) {
        return DemoSamples.sentTo(URI.create(callbackUrl), sample);
    }

    private static Callback kannel(String callbackUrl, String id, String to, int type) {
        String query = "smsc=demo&fid=" + id + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8) + "&type=" + type;
        URI address = URI.create(callbackUrl);
        Map<String, List<String>> headers = Map.of();
        return new Callback("GET", callbackUrl + "?" + query, address.getRawPath(), query, headers, new byte[0], null);
    }

    private void reportAfter(Duration pause, Callback report) {
        vertx.setTimer(
                pause.toMillis(),
                timer -> post(report).whenComplete((status, failure) -> {
                    if (failure != null) {
                        LOG.warn("The demo's gateway could not report; it does so once only", failure);
                    }
                }));
    }
}
