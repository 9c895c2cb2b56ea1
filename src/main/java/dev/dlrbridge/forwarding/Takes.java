package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.journal.OpenLanes;
import dev.dlrbridge.tenant.Tokens;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Takes what is due on the lanes held, one statement at a time for all of them, and has it called. Belongs to one event
 * loop.
 */
final class Takes {
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

    /** Between the begins of two takes, so that under load one is for many lanes; an idle bridge takes at once. */
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final UUID owner;
    private final HeldLanes lanes;
    private final DueMessages due;
    private final Tokens tokens;
    private final Calls calls;
    private final EventLoop loop;
    private final LongSupplier nanos;
    private final Runnable ended;
    private final Failures.Place failures;
    private boolean underWay;
    private boolean stopped;
    private long nextTake = -1;
    private long lastBegan;
    private boolean gathering;

    /** @param ended is run when a take has ended and its lanes are busy with it no more */
    Takes(
            UUID owner,
            HeldLanes lanes,
            DueMessages due,
            Tokens tokens,
            Calls calls,
            EventLoop loop,
            LongSupplier nanos,
            Runnable ended,
            Failures failures) {
        this.owner = owner;
        this.lanes = lanes;
        this.due = due;
        this.tokens = tokens;
        this.calls = calls;
        this.loop = loop;
        this.nanos = nanos;
        this.ended = ended;
        this.failures = failures.at("take", Takes.class);
        this.lastBegan = nanos.getAsLong() - MOMENT.toNanos();
    }

    /** Takes what may be taken now; each take is followed by another, which takes what has come meanwhile. */
    void take() {
        if (underWay || stopped) {
            return;
        }
        long before = nanos.getAsLong();
        if (before - lastBegan < MOMENT.toNanos()) {
            gather(Duration.ofNanos(lastBegan + MOMENT.toNanos() - before));
            return;
        }
        List<Want> wants = lanes.wants(before);
        if (wants.isEmpty()) {
            takeWhenALaneOpens();
            return;
        }
        underWay = true;
        lastBegan = before;
        // Beforehand, so that work which is committed during the take is not forgotten with what it finds.
        lanes.takeBegins(wants);
        loop.outcome(() -> due.take(owner, wants))
                .chain(messages -> call(wants, messages, before))
                .subscribe()
                .with(done -> taken(wants), fault -> notTaken(wants, fault));
    }

    /** Commits have taken messages on lanes that were open. */
    void takenByCommit(OpenLanes.Taken taken) {
        Uni.createFrom()
                .deferred(() -> call(taken.wants(), taken.messages(), taken.takenAt()))
                .subscribe()
                .with(
                        done -> {},
                        fault -> failures.note(
                                "What a commit took was not called; it becomes due again by itself", fault));
    }

    /** From now on nothing is taken, and what a take or commit under way finds is given back. */
    void stop() {
        stopped = true;
        lanes.close();
    }

    private Uni<Void> call(List<Want> wants, List<DueMessage> messages, long takenAt) {
        Map<UUID, List<DueMessage>> byPortal = new HashMap<>();
        messages.forEach(message -> byPortal.computeIfAbsent(message.portalId(), id -> new ArrayList<>())
                .add(message));
        List<Want> found = wants.stream()
                .filter(want -> byPortal.containsKey(want.portalId()))
                .toList();
        if (stopped) {
            found.forEach(lanes::mayHaveMore);
            calls.giveBack(messages);
            return Uni.createFrom().voidItem();
        }
        found.stream()
                .filter(want -> byPortal.get(want.portalId()).size() >= want.slots())
                .forEach(lanes::mayHaveMore);
        List<Want> unknown = found.stream()
                .filter(want -> !callIfKnown(want, byPortal.get(want.portalId()), takenAt))
                .toList();
        return unknown.isEmpty()
                ? Uni.createFrom().voidItem()
                : loop.outcome(() -> tokens.access(
                                unknown.stream().map(Want::portalId).toList()))
                        .onFailure()
                        .recoverWithItem(this::noAccess)
                        .invoke(known -> callAll(unknown, byPortal, known, takenAt))
                        .replaceWithVoid();
    }

    /** What is taken already is given back then, lest it wait as if it had been sent. */
    private Map<UUID, PortalAccess> noAccess(Throwable fault) {
        failures.note("The portals' tokens were not read; what was taken for them is given back", fault);
        return Map.of();
    }

    /** @return false when nothing was done, since the portal's tokens are not at hand */
    private boolean callIfKnown(Want want, List<DueMessage> taken, long takenAt) {
        Lane lane = lanes.get(want.account());
        if (!mayCall(lane, want, taken)) {
            giveBack(want, lane, taken);
            return true;
        }
        LanePortal portal = lane.portal(want.portalId());
        return portal.access(nanos.getAsLong())
                .map(access -> {
                    calls.begin(lane, portal, access, taken, takenAt);
                    return true;
                })
                .orElse(false);
    }

    private void callAll(
            List<Want> wants, Map<UUID, List<DueMessage>> byPortal, Map<UUID, PortalAccess> known, long takenAt) {
        for (Want want : wants) {
            Lane lane = lanes.get(want.account());
            List<DueMessage> taken = byPortal.get(want.portalId());
            PortalAccess access = known.get(want.portalId());
            if (lane != null && access != null) {
                lane.portal(want.portalId()).access(access, nanos.getAsLong());
            }
            if (!callIfKnown(want, taken, takenAt)) {
                calls.cannotBegin(lane, lane.portal(want.portalId()), taken);
            }
        }
    }

    /** Much may have changed since the lane was asked: its lease lost, a call failed, or begun by a commit, or all stopped. */
    private boolean mayCall(Lane lane, Want want, List<DueMessage> taken) {
        return lane != null
                && !stopped
                && lane.mayCall(lane.portal(want.portalId()).callsFor(taken.size()), nanos.getAsLong());
    }

    /** Who holds a lane that is lost is not told: he finds the messages by his next poll. */
    private void giveBack(Want want, Lane lane, List<DueMessage> taken) {
        if (lane == null) {
            lanes.note(Map.of(want.portalId(), want.account()));
        } else {
            lanes.mayHaveMore(want);
        }
        calls.giveBack(taken);
    }

    private void taken(List<Want> wants) {
        underWay = false;
        lanes.takeEnds(wants, nanos.getAsLong());
        ended.run();
        take();
    }

    private void takeWhenALaneOpens() {
        Duration wait = lanes.untilNextOpen(nanos.getAsLong());
        if (wait != null) {
            loop.cancel(nextTake);
            nextTake = loop.after(wait, this::take);
        }
    }

    private void gather(Duration left) {
        if (!gathering) {
            gathering = true;
            loop.after(left, () -> {
                gathering = false;
                take();
            });
        }
    }

    private void notTaken(List<Want> wants, Throwable fault) {
        lanes.takeEnds(wants, nanos.getAsLong());
        wants.forEach(lanes::mayHaveMore);
        failures.note("Nothing was taken, or not called; what was taken becomes due again by itself", fault);
        ended.run();
        loop.after(AFTER_FAULT, () -> {
            underWay = false;
            take();
        });
    }
}
