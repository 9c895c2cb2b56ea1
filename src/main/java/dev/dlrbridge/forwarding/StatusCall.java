package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.CallResult;
import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.bitrix24.PortalClient;
import dev.dlrbridge.bitrix24.StatusUpdate;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.Settlement;
import dev.dlrbridge.tenant.RefreshOutcome;
import dev.dlrbridge.tenant.Tokens;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/** One call to a portal with the messages taken for it; a dead access token is renewed and the call made once more. */
final class StatusCall {
    /**
     * A taken message is nobody else's for 75 s, and a portal works on a call for at most 60 s: a call that begins
     * later than this after the taking could be executed after the next one.
     */
    private static final long LATEST_BEGIN = Duration.ofSeconds(10).toNanos();

    private final PortalClient portals;
    private final Tokens tokens;
    private final LongSupplier nanos;
    private final Executor loop;

    /** @param loop everything about lanes happens there */
    StatusCall(PortalClient portals, Tokens tokens, LongSupplier nanos, Executor loop) {
        this.portals = portals;
        this.tokens = tokens;
        this.nanos = nanos;
        this.loop = loop;
    }

    /** Never fails: whatever happens becomes a settlement of each message. */
    Uni<List<Settlement>> run(Lane lane, List<DueMessage> messages, long takenAt) {
        Attempt attempt = new Attempt(lane, messages, takenAt);
        return tokens.access(attempt.portalId())
                .emitOn(loop)
                .chain(access -> call(attempt, access, true))
                .onFailure()
                .recoverWithItem(fault -> attempt.answers(nanos).notSent(messages, "NO_ACCESS"));
    }

    /** Too late for the call, or no request left: as if the portal had never been asked. */
    private Uni<List<Settlement>> call(Attempt attempt, PortalAccess access, boolean mayRefresh) {
        long now = nanos.getAsLong();
        if (now - attempt.takenAt > LATEST_BEGIN || !attempt.lane.tryRequest(now)) {
            return settled(attempt.answers(nanos).tooLate(attempt.messages));
        }
        return portals.update(access, updates(attempt.messages))
                .emitOn(loop)
                .chain(result -> mayRefresh && isTokenDead(result)
                        ? refreshAndRepeat(attempt, access)
                        : settled(attempt.answers(nanos).settle(attempt.messages, result)));
    }

    private Uni<List<Settlement>> refreshAndRepeat(Attempt attempt, PortalAccess dead) {
        return tokens.refresh(attempt.portalId(), dead.accessToken())
                .emitOn(loop)
                .chain(outcome -> {
                    if (outcome instanceof RefreshOutcome.Current current) {
                        return call(attempt, current.access(), false);
                    }
                    if (outcome instanceof RefreshOutcome.Refused refused) {
                        return settled(attempt.answers(nanos).needsSomeone(attempt.messages, refused.code()));
                    }
                    return settled(attempt.answers(nanos).notSent(attempt.messages, "NO_REFRESH_YET"));
                });
    }

    private static boolean isTokenDead(CallResult result) {
        return result instanceof CallResult.Refused refused && Dispositions.of(refused.error()) == Disposition.REFRESH;
    }

    private static List<StatusUpdate> updates(List<DueMessage> messages) {
        return messages.stream()
                .map(m -> new StatusUpdate(
                        m.senderCode(), m.messageId(), m.status().word()))
                .toList();
    }

    private static Uni<List<Settlement>> settled(List<Settlement> settlements) {
        return Uni.createFrom().item(settlements);
    }

    private record Attempt(Lane lane, List<DueMessage> messages, long takenAt) {
        UUID portalId() {
            return messages.get(0).portalId();
        }

        Answers answers(LongSupplier nanos) {
            return new Answers(lane, nanos.getAsLong());
        }
    }
}
