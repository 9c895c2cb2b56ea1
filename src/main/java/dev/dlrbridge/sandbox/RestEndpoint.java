package dev.dlrbridge.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A portal's HTTP face: request limit, faults, authorisation, method, answer, in this order. */
final class RestEndpoint {
    private final Sandbox sandbox;
    private final Authorization authorization;

    RestEndpoint(Sandbox sandbox) {
        this.sandbox = sandbox;
        authorization = new Authorization(sandbox);
    }

    /** Handles {@code METHOD} or {@code USER/CODE/METHOD}, the path after {@code /MEMBER/rest/}. */
    void handle(Portal portal, String path, HttpServerRequest request, RequestParameters parameters) {
        var number = portal.counters.requests.incrementAndGet();
        countOpen(portal, request.response());
        var source = request.remoteAddress().hostAddress();
        if (!portal.buckets.tryAdd(source, portal.settings().limit(), portal.nowMicros())) {
            portal.counters.limitHits.incrementAndGet();
            Answer.error(new RestError("QUERY_LIMIT_EXCEEDED", "Too many requests", 503))
                    .send(request.response());
            return;
        }
        var target = Target.of(path);
        var location = portal.origin() + request.uri();
        var header = request.getHeader("Authorization");
        new FaultyExchange(sandbox.vertx(), request, location, () -> answer(portal, target, header, parameters, number))
                .run(portal.faults().meet(FaultTarget.REST, target.method));
    }

    private static void countOpen(Portal portal, HttpServerResponse response) {
        portal.counters.opened();
        var open = new AtomicBoolean(true);
        Handler<Void> close = done -> {
            if (open.getAndSet(false)) {
                portal.counters.closed();
            }
        };
        response.endHandler(close).closeHandler(close);
    }

    private Answer answer(Portal portal, Target target, String header, RequestParameters parameters, long number) {
        var startMicros = portal.nowMicros();
        try {
            var result = call(portal, target, header, parameters, number);
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("result", result);
            body.put("time", portal.timeSince(startMicros));
            return Answer.json(200, body);
        } catch (RestError error) {
            return Answer.error(error);
        } catch (PhpValue.TypeError error) {
            return Answer.error(new RestError("INTERNAL_SERVER_ERROR", "Internal server error", 500));
        }
    }

    private Object call(Portal portal, Target target, String header, RequestParameters parameters, long number)
            throws RestError {
        if (parameters.has("token")) {
            throw RestError.accessDenied("Access denied!"); // starts the check of a signed link
        }
        var isBatch = target.method.equalsIgnoreCase("batch");
        if (!isBatch && !RestMethods.knows(target.method)) {
            throw RestError.methodNotFound();
        }
        var access = target.webhookCode == null
                ? authorization.check(portal, header, parameters)
                : authorization.checkWebhook(portal, target.userId, target.webhookCode);
        var call = new RestCall(portal, access, parameters, number);
        return isBatch ? new BatchCommands(call).run() : RestMethods.call(target.method, call);
    }

    private record Target(String userId, String webhookCode, String method) {
        static Target of(String path) {
            var trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            var parts = trimmed.split("/");
            var last = parts[parts.length - 1];
            var method = last.endsWith(".json") ? last.substring(0, last.length() - 5) : last;
            return parts.length == 3 ? new Target(parts[0], parts[1], method) : new Target(null, null, method);
        }
    }
}
