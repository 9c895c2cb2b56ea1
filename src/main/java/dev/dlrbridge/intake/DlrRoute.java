package dev.dlrbridge.intake;

import dev.dlrbridge.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The HTTP side of {@code /dlr}: a plain route, since the raw path, query and body are what signatures are made over.
 */
@ApplicationScoped
class DlrRoute {
    private static final Logger LOG = Logger.getLogger(DlrRoute.class);
    private static final long LINGER_MILLIS = 2_000;
    private static final String ROUTE = CallbackUrls.PATH + "{gateway}/{key}";

    private final Intake intake;
    private final IntakeConfig config;
    private final IntakeMetrics metrics;
    private final Tracing tracing;

    DlrRoute(Intake intake, IntakeConfig config, IntakeMetrics metrics, Tracing tracing) {
        this.intake = intake;
        this.config = config;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    void register(@Observes Router router) {
        router.route(CallbackUrls.PATH + "*").handler(this::handle);
    }

    void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        LimitedBody.read(
                request, config.maxBody().asLongValue(), body -> accept(request, body), () -> refuseRest(request));
    }

    /**
     * The connection ends with a body that is too large, or soon: an end in the middle of what the caller writes could
     * cost it the answer.
     */
    private void refuseRest(HttpServerRequest request) {
        boolean shared = request.version() == HttpVersion.HTTP_2;
        if (!shared) {
            request.response().putHeader("Connection", "close");
        }
        send(request, Refusal.BODY_TOO_LARGE.answer(), System.nanoTime());
        Vertx.currentContext().owner().setTimer(LINGER_MILLIS, timer -> {
            if (shared) {
                request.response().reset();
            } else {
                request.connection().close();
            }
        });
    }

    private void accept(HttpServerRequest request, byte[] body) {
        long arrivedAt = System.nanoTime();
        Span span = tracing.start(ROUTE, SpanKind.SERVER);
        Context context = Vertx.currentContext();
        answer(incoming(request, body)).subscribe().with(answer -> {
            end(span, request, answer);
            context.runOnContext(ignored -> send(request, answer, arrivedAt));
        });
    }

    private void end(Span span, HttpServerRequest request, Answer answer) {
        if (span.isRecording()) {
            span.setAttribute(Tracing.ROUTE, ROUTE)
                    .setAttribute(Tracing.GATEWAY, metrics.gateway(request.path()))
                    .setAttribute(Tracing.STATUS, (long) answer.status())
                    .setAttribute(Tracing.OUTCOME, answer.outcome().word())
                    .setAttribute(Tracing.REASON, answer.reason());
            span.end();
        }
    }

    private Uni<Answer> answer(IncomingRequest request) {
        return intake.accept(request)
                .ifNoItem()
                .after(config.answerWithin())
                .recoverWithItem(() -> Refusal.UNAVAILABLE.answer().because("too_late"));
    }

    private void send(HttpServerRequest request, Answer answer, long arrivedAt) {
        metrics.answered(request.path(), answer, System.nanoTime() - arrivedAt);
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        try {
            end(response, answer);
        } catch (RuntimeException e) {
            LOG.error("An answer could not be written, so that the gateway is told to send its request again", e);
            response.headers().clear();
            end(response, Refusal.UNAVAILABLE.answer());
        }
    }

    private static void end(HttpServerResponse response, Answer answer) {
        response.setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.body() == null) {
            response.end();
        } else {
            response.end(answer.body());
        }
    }

    private static IncomingRequest incoming(HttpServerRequest request, byte[] body) {
        return new IncomingRequest(
                request.method().name(),
                request.path(),
                request.query(),
                headers(request.headers()),
                request.getHeader("Content-Type"),
                body,
                request.remoteAddress().hostAddress());
    }

    private static Map<String, List<String>> headers(MultiMap received) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        received.forEach(header -> headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>(1))
                .add(header.getValue()));
        return headers;
    }
}
