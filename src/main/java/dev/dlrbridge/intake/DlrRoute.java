package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.ReceivedText;
import dev.dlrbridge.net.AddressRange;
import dev.dlrbridge.net.BodyMemory;
import dev.dlrbridge.net.ClientAddress;
import dev.dlrbridge.net.ServerLimits;
import dev.dlrbridge.tenant.callback.CallbackPath;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP side of {@code /dlr}: a plain route, since the raw path, query and body are what signatures are made over.
 */
@ApplicationScoped
class DlrRoute {
    private static final String ROUTE = CallbackUrls.PATH + "{gateway}/{key}";

    /** Before the framework's own, of which none concerns this route. */
    private static final int FIRST = -1_000;

    private final Callers callers;
    private final Intake intake;
    private final IntakeConfig config;
    private final BodyMemory memory;
    private final ClientAddress addresses;
    private final CallbackUrls urls;
    private final IntakeMetrics metrics;
    private final Tracing tracing;
    private final Failures.Place failures;
    private final Pace pace = new Pace(System.nanoTime());

    DlrRoute(
            Callers callers,
            Intake intake,
            IntakeConfig config,
            BodyMemory memory,
            ClientAddress addresses,
            CallbackUrls urls,
            IntakeMetrics metrics,
            Tracing tracing,
            Failures failures) {
        this.callers = callers;
        this.intake = intake;
        this.config = config;
        this.memory = memory;
        this.addresses = addresses;
        this.urls = urls;
        this.metrics = metrics;
        this.tracing = tracing;
        this.failures = failures.at("answer", DlrRoute.class);
    }

    void register(@Observes Router router) {
        router.route(CallbackUrls.PATH + "*").order(FIRST).handler(this::handle);
    }

    /** The body is not read before the key is known, and a stranger's never is. */
    void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        Optional<CallbackPath> path = CallbackPath.parse(request.path());
        callers.remembered(path).ifPresentOrElse(caller -> serve(request, caller), () -> find(request, path.get()));
    }

    private void find(HttpServerRequest request, CallbackPath path) {
        Context context = Vertx.currentContext();
        ServerLimits.hold(request);
        callers.find(path, () -> address(request))
                .subscribe()
                .with(caller -> context.runOnContext(ignored -> {
                    ServerLimits.readOn(request);
                    serve(request, caller);
                }));
    }

    private void serve(HttpServerRequest request, Caller caller) {
        if (caller instanceof Caller.Known known) {
            ServerLimits.keep(request);
            read(request, known);
        } else {
            refuse(request, ((Caller.Stranger) caller).refusal());
        }
    }

    private void refuse(HttpServerRequest request, Refusal refusal) {
        end(tracing.start(ROUTE, SpanKind.SERVER), request, refusal.answer());
        long wait = TimeUnit.NANOSECONDS.toMillis(pace.waitsFor(System.nanoTime()));
        if (wait == 0) {
            send(request, refusal.answer(), System.nanoTime());
        } else {
            ServerLimits.hold(request);
            Vertx.currentContext().owner().setTimer(wait, waited -> {
                pace.hasWaited();
                send(request, refusal.answer(), System.nanoTime());
            });
        }
    }

    private void read(HttpServerRequest request, Caller.Known caller) {
        Object holder = caller.channel().portalId();
        LimitedBody.read(request, config.maxBody().asLongValue(), memory, holder, new LimitedBody.Reader() {
            @Override
            public void read(byte[] bytes, byte[] content, LimitedBody body) {
                accept(request, caller, callback(request, bytes, content), body);
            }

            /** The rest of the body comes in vain: the connection ends with the answer. */
            @Override
            public void refused(Refusal refusal) {
                request.response().putHeader("Connection", "close");
                send(request, refusal.answer(), System.nanoTime());
            }
        });
    }

    private void accept(HttpServerRequest request, Caller.Known caller, Callback callback, LimitedBody body) {
        long arrivedAt = System.nanoTime();
        Span span = tracing.start(ROUTE, SpanKind.SERVER);
        Context context = Vertx.currentContext();
        metrics.received(caller.gateway().name(), callback);
        answer(callback, caller, context).subscribe().with(answer -> {
            end(span, request, answer);
            on(context, () -> {
                body.release();
                send(request, answer, arrivedAt);
            });
        });
    }

    private static void on(Context context, Runnable work) {
        if (Vertx.currentContext() == context) {
            work.run();
        } else {
            context.runOnContext(ignored -> work.run());
        }
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

    /** The answer goes to the request's own thread first, where the timer is cheaply ended. */
    private Uni<Answer> answer(Callback request, Caller.Known caller, Context context) {
        return intake.accept(request, caller)
                .emitOn(work -> on(context, work))
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
            failures.note("An answer was not written, and the gateway is told to send its request again", e);
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

    private Callback callback(HttpServerRequest request, byte[] body, byte[] content) {
        return new Callback(
                request.method().name(),
                ReceivedText.ofOctets(urls.asCalled(request.path(), request.query())),
                request.path(),
                request.query(),
                headers(request.headers()),
                body,
                content,
                request.remoteAddress().hostAddress());
    }

    /** Of whom the caller is one, as far as can be told. */
    private String address(HttpServerRequest request) {
        return AddressRange.callerAt(addresses
                .of(request.remoteAddress().hostAddress(), headers(request.headers()))
                .orElse(null));
    }

    private static Map<String, List<String>> headers(MultiMap received) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        received.forEach(header -> headers.computeIfAbsent(header.getKey(), name -> new ArrayList<>(1))
                .add(header.getValue()));
        return headers;
    }
}
