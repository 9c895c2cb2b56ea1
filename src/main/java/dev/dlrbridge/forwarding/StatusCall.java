package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.bitrix24.FailureKind;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.PortalClient;
import dev.dlrbridge.bitrix24.RefusedAddressException;
import dev.dlrbridge.bitrix24.StatusUpdate;
import dev.dlrbridge.bitrix24.UpdateResults;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.Settlement.PortalCall;
import dev.dlrbridge.tenant.RefreshOutcome;
import dev.dlrbridge.tenant.Tokens;
import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * One call to a portal with the messages taken for it. When the access token is dead, or the portal has moved, the token
 * pair is renewed, which tells the present address too, and the call made once more.
 */
final class StatusCall {
    /**
     * A taken message is nobody else's for 75 s, and a portal works on a call for at most 60 s: a call that begins
     * later than this after the taking could be executed after the next one.
     */
    private static final long LATEST_BEGIN = Duration.ofSeconds(10).toNanos();

    private static final Set<FailureKind> ELSEWHERE = EnumSet.of(
            FailureKind.CONNECT_FAILED, FailureKind.ADDRESS_REFUSED, FailureKind.REDIRECT, FailureKind.NOT_JSON);

    private static final Integer OK = 200;

    private final PortalClient portals;
    private final Tokens tokens;
    private final ForwardingMetrics metrics;
    private final Tracing tracing;
    private final LongSupplier nanos;
    private final Executor loop;
    private final Failures.Place failures;

    /** @param loop everything about lanes happens there */
    StatusCall(
            PortalClient portals,
            Tokens tokens,
            ForwardingMetrics metrics,
            Tracing tracing,
            LongSupplier nanos,
            Executor loop,
            Failures failures) {
        this.tracing = tracing;
        this.portals = portals;
        this.tokens = tokens;
        this.metrics = metrics;
        this.nanos = nanos;
        this.loop = loop;
        this.failures = failures.at("status-call", StatusCall.class);
    }

    /** Never fails: whatever happens becomes an outcome for each message. */
    Uni<Outcome> run(Lane lane, LanePortal portal, PortalAccess access, List<DueMessage> messages, long takenAt) {
        Attempt attempt = new Attempt(lane, portal, messages, takenAt);
        return Uni.createFrom()
                .deferred(() -> call(attempt, access, true))
                .onFailure()
                .invoke(fault -> failures.note("A call was not made, or its answer not understood", fault))
                .onFailure()
                .recoverWithItem(fault -> answers(attempt).notSent(messages, "NO_CALL"));
    }

    /** Too late for the call, or no request left: as if the portal had never been asked. */
    private Uni<Outcome> call(Attempt attempt, PortalAccess access, boolean mayRefresh) {
        long now = nanos.getAsLong();
        if (now - attempt.takenAt > LATEST_BEGIN || !attempt.lane.tryRequest(now)) {
            return item(Outcome.givenBack(attempt.messages));
        }
        Span span = tracing.start("portal call", SpanKind.CLIENT);
        return portals.update(access, updates(attempt.messages))
                .onFailure(RefusedAddressException.class)
                .recoverWithItem(new Answer.Failed<>(FailureKind.ADDRESS_REFUSED))
                .emitOn(loop)
                .invoke(result -> {
                    metrics.called(result, attempt.messages, nanos.getAsLong() - now);
                    end(span, attempt, result);
                })
                .chain(result -> {
                    note(attempt.portal, access, result);
                    PortalCall made = made(result, nanos.getAsLong() - now);
                    if (result.isRefused(ApiCode.NO_AUTH_FOUND) && !access.tokenInBody()) {
                        return call(attempt, access.withTokenInBody(), mayRefresh);
                    }
                    if (mayRefresh && isDeadToken(result)) {
                        return refreshAndRepeat(attempt, access);
                    }
                    return mayRefresh && mayHaveMoved(attempt, result)
                            ? lookUpAndRepeat(attempt, access, result, made)
                            : item(settled(attempt, result, made));
                });
    }

    private static void end(Span span, Attempt attempt, Answer<UpdateResults> result) {
        if (span.isRecording()) {
            span.setAttribute(Tracing.PORTAL, attempt.portal.id().toString())
                    .setAttribute(Tracing.SIZE, (long) attempt.messages.size())
                    .setAttribute(Tracing.OUTCOME, ForwardingMetrics.outcome(result));
            span.end();
        }
    }

    private static PortalCall made(Answer<UpdateResults> result, long nanos) {
        Integer status = result instanceof Answer.Refused<UpdateResults> refused
                ? (Integer) refused.error().httpStatus()
                : result.good().map(ok -> OK).orElse(null);
        return new PortalCall(status, Duration.ofNanos(nanos));
    }

    private Outcome settled(Attempt attempt, Answer<UpdateResults> result, PortalCall made) {
        Outcome outcome = answers(attempt).settle(attempt.messages, result).by(made);
        if (outcome.letIn() && attempt.portal.worked()) {
            tokens.worked(attempt.portal.id());
        }
        return outcome;
    }

    private Uni<Outcome> refreshAndRepeat(Attempt attempt, PortalAccess dead) {
        return tokens.refresh(attempt.portal.id(), dead.accessToken())
                .emitOn(loop)
                .chain(outcome -> {
                    if (outcome instanceof RefreshOutcome.Current current) {
                        attempt.portal.refreshed(current.access(), nanos.getAsLong());
                        return call(attempt, current.access(), false);
                    }
                    if (outcome instanceof RefreshOutcome.Refused refused) {
                        return item(answers(attempt).refusedRefresh(attempt.messages, refused));
                    }
                    return item(answers(attempt).notSent(attempt.messages, "NO_REFRESH_YET"));
                });
    }

    /** What was said at the old address counts where the portal has no other. */
    private Uni<Outcome> lookUpAndRepeat(
            Attempt attempt, PortalAccess gone, Answer<UpdateResults> result, PortalCall made) {
        return tokens.lookUp(attempt.portal.id(), gone.accessToken())
                .emitOn(loop)
                .chain(outcome -> {
                    if (outcome instanceof RefreshOutcome.Current current) {
                        attempt.portal.refreshed(current.access(), nanos.getAsLong());
                        if (!current.access().clientEndpoint().equals(gone.clientEndpoint())) {
                            return call(attempt, current.access(), false);
                        }
                    }
                    return item(
                            outcome instanceof RefreshOutcome.Refused refused
                                            && Dispositions.ofRefresh(refused) != Disposition.RETRY_LATER
                                    ? answers(attempt).refusedRefresh(attempt.messages, refused)
                                    : settled(attempt, result, made));
                });
    }

    private static boolean isDeadToken(Answer<UpdateResults> result) {
        return result instanceof Answer.Refused<UpdateResults> refused
                && refused.error().isDeadToken();
    }

    private static boolean mayHaveMoved(Attempt attempt, Answer<UpdateResults> result) {
        boolean probe = attempt.messages.get(0).kind() == DueMessage.Kind.PROBE;
        return result.equals(new Answer.Failed<>(FailureKind.REDIRECT))
                || isOfAnother(result) && (probe || attempt.portal.mayHaveMoved());
    }

    private void note(LanePortal portal, PortalAccess access, Answer<UpdateResults> result) {
        if (isOfAnother(result)) {
            portal.notThere();
        } else if (!(result instanceof Answer.Failed<UpdateResults>)) {
            portal.answered();
        }
        if (result instanceof Answer.Ok<UpdateResults> && portal.worksWithTokenInBody(access, nanos.getAsLong())) {
            tokens.needsTokenInBody(portal.id());
        }
    }

    /** Whether it was not Bitrix24 that answered; a portal that is slow, or in trouble, is where it was. */
    private static boolean isOfAnother(Answer<UpdateResults> result) {
        if (result instanceof Answer.Refused<UpdateResults> refused) {
            return refused.error().isWordless() && Dispositions.of(refused.error()) == Disposition.PARK_AND_PROBE;
        }
        return result instanceof Answer.Failed<UpdateResults> failed && ELSEWHERE.contains(failed.kind());
    }

    private Answers answers(Attempt attempt) {
        return new Answers(attempt.lane, attempt.portal, metrics, nanos.getAsLong());
    }

    private static List<StatusUpdate> updates(List<DueMessage> messages) {
        return messages.stream()
                .map(m -> new StatusUpdate(
                        m.senderCode(), m.messageId(), m.status().word()))
                .toList();
    }

    private static Uni<Outcome> item(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }

    private record Attempt(Lane lane, LanePortal portal, List<DueMessage> messages, long takenAt) {}
}
