package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.tenant.Tokens;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Takes what is due on the lanes held, one statement at a time for all of them, and has it called. Belongs to one event
 * loop.
 */
final class Takes {
    private static final Logger LOG = Logger.getLogger(Takes.class);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    private final UUID owner;
    private final HeldLanes lanes;
    private final DueMessages due;
    private final Tokens tokens;
    private final Calls calls;
    private final EventLoop loop;
    private final LongSupplier nanos;
    private boolean underWay;
    private boolean again;
    private boolean stopped;
    private long nextTake = -1;

    Takes(
            UUID owner,
            HeldLanes lanes,
            DueMessages due,
            Tokens tokens,
            Calls calls,
            EventLoop loop,
            LongSupplier nanos) {
        this.owner = owner;
        this.lanes = lanes;
        this.due = due;
        this.tokens = tokens;
        this.calls = calls;
        this.loop = loop;
        this.nanos = nanos;
    }

    /** Takes what may be taken now; while a take is under way, another one follows it. */
    void take() {
        again |= underWay;
        if (underWay || stopped) {
            return;
        }
        underWay = true;
        again = false;
        long before = nanos.getAsLong();
        List<Want> wants = lanes.wants(before);
        if (wants.isEmpty()) {
            taken(false);
            return;
        }
        due.take(owner, wants)
                .emitOn(loop)
                .chain(messages -> call(wants, messages, before))
                .subscribe()
                .with(this::taken, this::notTaken);
    }

    /** From now on nothing is taken. */
    void stop() {
        stopped = true;
    }

    /** @return whether more may be due than was taken */
    private Uni<Boolean> call(List<Want> wants, List<DueMessage> messages, long takenAt) {
        Map<UUID, List<DueMessage>> byPortal = new HashMap<>();
        messages.forEach(message -> byPortal.computeIfAbsent(message.portalId(), id -> new ArrayList<>())
                .add(message));
        boolean more = noteWhatIsLeft(wants, byPortal);
        Set<UUID> unknown = new HashSet<>();
        wants.forEach(want -> {
            List<DueMessage> taken = byPortal.getOrDefault(want.portalId(), List.of());
            if (!taken.isEmpty() && !callIfKnown(want, taken, takenAt)) {
                unknown.add(want.portalId());
            }
        });
        return unknown.isEmpty()
                ? Uni.createFrom().item(more)
                : tokens.access(unknown).emitOn(loop).map(known -> {
                    callKnown(wants, byPortal, known, takenAt);
                    return more;
                });
    }

    private boolean noteWhatIsLeft(List<Want> wants, Map<UUID, List<DueMessage>> byPortal) {
        boolean more = false;
        for (Want want : wants) {
            Lane lane = lanes.get(want.account());
            boolean all = byPortal.getOrDefault(want.portalId(), List.of()).size() < want.slots();
            if (lane != null && all) {
                lanes.hasNoWork(lane, want.portalId());
            }
            more |= !all;
        }
        return more;
    }

    private boolean callIfKnown(Want want, List<DueMessage> taken, long takenAt) {
        Lane lane = lanes.get(want.account());
        if (lane == null) {
            return true; // its lease was lost meanwhile, and what was taken becomes due again by itself
        }
        LanePortal portal = lane.portal(want.portalId());
        return portal.access(nanos.getAsLong())
                .map(access -> {
                    calls.begin(lane, portal, access, taken, takenAt);
                    return true;
                })
                .orElse(false);
    }

    private void callKnown(
            List<Want> wants,
            Map<UUID, List<DueMessage>> byPortal,
            Map<UUID, PortalAccess> known,
            long takenAt) {
        for (Want want : wants) {
            Lane lane = lanes.get(want.account());
            PortalAccess access = known.get(want.portalId());
            if (lane != null && access != null) {
                lane.portal(want.portalId()).access(access, nanos.getAsLong());
                callIfKnown(want, byPortal.get(want.portalId()), takenAt);
            }
        }
    }

    private void taken(boolean more) {
        underWay = false;
        if (more || again) {
            take();
            return;
        }
        Duration wait = lanes.untilNextOpen(nanos.getAsLong());
        if (wait != null) {
            loop.cancel(nextTake);
            nextTake = loop.after(wait, this::take);
        }
    }

    private void notTaken(Throwable fault) {
        LOG.debug("Nothing was taken, or not called; what was taken becomes due again by itself", fault);
        loop.after(AFTER_FAULT, () -> {
            underWay = false;
            take();
        });
    }
}
