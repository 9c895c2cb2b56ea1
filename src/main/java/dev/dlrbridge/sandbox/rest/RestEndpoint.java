package dev.dlrbridge.sandbox.rest;

import dev.dlrbridge.sandbox.answer.Answer;
import dev.dlrbridge.sandbox.answer.ErrorStatuses;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.sandbox.answer.FaultTarget;
import dev.dlrbridge.sandbox.answer.Faults;
import dev.dlrbridge.sandbox.answer.FaultyExchange;
import dev.dlrbridge.sandbox.answer.RestError;
import dev.dlrbridge.sandbox.answer.SystemErrors;
import dev.dlrbridge.sandbox.oauth.OAuthServer;
import dev.dlrbridge.sandbox.php.PhpValue;
import dev.dlrbridge.sandbox.php.RequestParameters;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.RequestLog;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A portal's HTTP face: request limit, faults, authorisation, method, answer, in this order. */
public final class RestEndpoint {
    private final Vertx vertx;
    private final Authorization authorization;
    private final RequestLog log;

    public RestEndpoint(Vertx vertx, OAuthServer oauth, RequestLog log) {
        this.vertx = vertx;
        this.log = log;
        authorization = new Authorization(oauth);
    }

    /** Handles {@code METHOD} or {@code USER/CODE/METHOD}, the path after {@code /MEMBER/rest/}. */
    public void handle(Portal portal, String path, HttpServerRequest request, RequestParameters parameters) {
        var number = portal.counters.requests.incrementAndGet();
        countOpen(portal, request.response());
        var target = Target.of(path);
        var entry = log.begin(portal.memberId(), RequestLog.Way.IN, target.method, parameters::shown);
        var source = request.remoteAddress().hostAddress();
        if (!portal.buckets.tryAdd(source, portal.settings().limit(), portal.nowMicros())) {
            portal.counters.limitHits.incrementAndGet();
            var refusal = Answer.error(
                    SystemErrors.of("QUERY_LIMIT_EXCEEDED"), portal.settings().statuses());
            entry.answered(refusal);
            refusal.send(request.response());
            return;
        }
        var location = portal.origin() + request.uri();
        var met = portal.faults().meet(FaultTarget.REST, target.method);
        var headerLost = met.fault() != null && met.fault().kind() == FaultKind.HEADER_LOST;
        var header = headerLost ? null : request.getHeader("Authorization");
        var statuses = portal.settings().statuses();
        new FaultyExchange(
                        vertx,
                        request,
                        location,
                        statuses,
                        () -> answer(portal, target, header, parameters, number),
                        entry::answered)
                .run(headerLost ? new Faults.Encounter(met.delayMs(), null) : met);
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
        try {
            var access = authorize(portal, target, header, parameters);
            var execution = new Execution(portal, access.clientId(), target.isBatch());
            return execute(target, new RestCall(portal, access, parameters, number, execution));
        } catch (RestError error) {
            return Answer.error(error, portal.settings().statuses());
        }
    }

    private static Answer execute(Target target, RestCall call) {
        var execution = call.execution();
        var startMicros = call.portal().nowMicros();
        try {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("result", result(target, call));
            body.put("time", execution.time(target.method, startMicros));
            return Answer.json(200, body).after(execution.milliseconds());
        } catch (RestError error) {
            return Answer.error(error, call.portal().settings().statuses()).after(execution.milliseconds());
        } catch (PhpValue.TypeError error) {
            return Answer.error(SystemErrors.of("INTERNAL_SERVER_ERROR"), ErrorStatuses.CODE);
        } finally {
            execution.bill();
        }
    }

    private static Object result(Target target, RestCall call) throws RestError {
        if (!target.isBatch()) {
            return RestMethods.call(target.method, call);
        }
        call.execution().checkBatch();
        return new BatchCommands(call).run();
    }

    private Access authorize(Portal portal, Target target, String header, RequestParameters parameters)
            throws RestError {
        if (parameters.has("token")) {
            throw RestError.accessDenied("Access denied!"); // starts the check of a signed link
        }
        if (!target.isBatch() && !RestMethods.knows(target.method)) {
            throw SystemErrors.of("ERROR_METHOD_NOT_FOUND");
        }
        return target.webhookCode == null
                ? authorization.check(portal, header, parameters)
                : authorization.checkWebhook(portal, target.userId, target.webhookCode);
    }

    private record Target(String userId, String webhookCode, String method) {
        boolean isBatch() {
            return method.equalsIgnoreCase("batch");
        }

        static Target of(String path) {
            var trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            var parts = trimmed.split("/");
            var last = parts[parts.length - 1];
            var method = last.endsWith(".json") ? last.substring(0, last.length() - 5) : last;
            return parts.length == 3 ? new Target(parts[0], parts[1], method) : new Target(null, null, method);
        }
    }
}
