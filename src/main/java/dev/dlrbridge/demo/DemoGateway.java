package dev.dlrbridge.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jboss.logging.Logger;

/** A gateway's double: nobody gets an SMS of it, and it reports each as Kannel does. */
@IfBuildProfile("dev")
@ApplicationScoped
class DemoGateway {
    private static final int ACCEPTED_BY_THE_NETWORK = 8;
    private static final int DELIVERED = 1;
    private static final Logger LOG = Logger.getLogger(DemoGateway.class);

    private final Vertx vertx;
    private final HttpClient client;

    DemoGateway(Vertx vertx) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient();
    }

    /** Reports in a moment that the network has the message, and then that the handset has. */
    void send(String id, String to, String callbackUrl) {
        String report = callbackUrl + "?smsc=demo&fid=" + id + "&to=" + URLEncoder.encode(to, StandardCharsets.UTF_8);
        reportAfter(Duration.ofMillis(500), report + "&type=" + ACCEPTED_BY_THE_NETWORK);
        reportAfter(Duration.ofSeconds(2), report + "&type=" + DELIVERED);
    }

    private void reportAfter(Duration pause, String report) {
        vertx.setTimer(
                pause.toMillis(),
                timer -> client.request(
                                new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(report))
                        .compose(HttpClientRequest::send)
                        .onFailure(failure ->
                                LOG.warn("The demo's gateway could not report; it does so once only", failure)));
    }
}
