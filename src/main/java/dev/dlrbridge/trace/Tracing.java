package dev.dlrbridge.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.opentelemetry.runtime.config.runtime.InstrumentRuntimeConfig;
import io.quarkus.opentelemetry.runtime.config.runtime.OTelRuntimeConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Makes the bridge's spans, which are few and say little: routes, never addresses; counts, never contents. The usual
 * instrumentation of servers and clients writes whole addresses, callback keys among them, and is not used.
 */
@Singleton
public class Tracing {
    /** Of a known gateway, or {@code unknown}. */
    public static final AttributeKey<String> GATEWAY = AttributeKey.stringKey("dlrbridge.gateway");

    /** Id of the portal within the bridge. */
    public static final AttributeKey<String> PORTAL = AttributeKey.stringKey("dlrbridge.portal");

    /** What came of it, in the metrics' words. */
    public static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("dlrbridge.outcome");

    /** Why, in the metrics' words. */
    public static final AttributeKey<String> REASON = AttributeKey.stringKey("dlrbridge.reason");

    /** How many reports or statuses it is about. */
    public static final AttributeKey<Long> SIZE = AttributeKey.longKey("dlrbridge.size");

    /** Of the route, as in {@code /dlr/{gateway}/{key}}. */
    public static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");

    /** Of the answer. */
    public static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");

    private final Tracer tracer;

    /** @throws IllegalStateException when spans are configured that would hold callback keys */
    @Inject
    Tracing(OpenTelemetry telemetry, OTelRuntimeConfig config) {
        this(config.sdkDisabled() ? null : telemetry.getTracer("dev.dlrbridge"));
        if (tracer != null) {
            refuseAddresses(config.instrument());
        }
    }

    private Tracing(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Makes no spans. */
    public static Tracing off() {
        return new Tracing((Tracer) null);
    }

    /** A new trace's first span, to be ended; with tracing off it is always the same, and keeps nothing. */
    public Span start(String name, SpanKind kind) {
        return tracer == null
                ? Span.getInvalid()
                : tracer.spanBuilder(name).setSpanKind(kind).setNoParent().startSpan();
    }

    private static void refuseAddresses(InstrumentRuntimeConfig instrument) {
        if (instrument.vertxHttp() || instrument.vertxSqlClient()) {
            throw new IllegalStateException("quarkus.otel.instrument.vertx-http and .vertx-sql-client must be false:"
                    + " their spans would hold callback keys");
        }
    }
}
