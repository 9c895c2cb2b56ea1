package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessage.Kind;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The calls under way: begins them, writes down whether their portals are parked, and passes their outcomes on. */
final class Calls {

    private final HeldLanes lanes;
    private final StatusCall statusCall;
    private final Parking parking;
    private final PortalAlerts alerts;
    private final ForwardingMetrics metrics;
    private final EventLoop loop;
    private final LongSupplier nanos;
    private final Consumer<Outcome> ended;
    private final Failures.Place failures;

    /** @param ended is told of each call's end, on the event loop */
    Calls(
            HeldLanes lanes,
            StatusCall statusCall,
            Parking parking,
            PortalAlerts alerts,
            ForwardingMetrics metrics,
            EventLoop loop,
            LongSupplier nanos,
            Consumer<Outcome> ended,
            Failures failures) {
        this.lanes = lanes;
        this.statusCall = statusCall;
        this.parking = parking;
        this.alerts = alerts;
        this.metrics = metrics;
        this.loop = loop;
        this.nanos = nanos;
        this.ended = ended;
        this.failures = failures.at("call", Calls.class);
    }

    /** Sends messages of one portal, first sends before repeats and confirmations last, in as many calls as they need. */
    void begin(Lane lane, LanePortal portal, PortalAccess access, List<DueMessage> messages, long takenAt) {
        int batch = Math.max(1, portal.largestBatch());
        portal.repeats().taken(messages);
        List<DueMessage> inTurn = messages.stream()
                .sorted(Comparator.comparing((DueMessage message) -> message.kind() == Kind.CONFIRMATION)
                        .thenComparing(DueMessage::isRepeat))
                .toList();
        for (int from = 0; from < inTurn.size(); from += batch) {
            List<DueMessage> part = List.copyOf(inTurn.subList(from, Math.min(from + batch, inTurn.size())));
            beginOne(lane, portal, access, part, takenAt);
        }
    }

    /** Nobody can read this portal's tokens: its messages wait, and hold nobody else up. */
    void cannotBegin(Lane lane, LanePortal portal, List<DueMessage> messages) {
        Answers answers = new Answers(lane, portal, metrics, nanos.getAsLong());
        ended.accept(answers.notSent(messages, "NO_ACCESS"));
    }

    /** Taken, but not to be called from here any more. */
    void giveBack(List<DueMessage> messages) {
        ended.accept(Outcome.givenBack(messages));
    }

    private void beginOne(Lane lane, LanePortal portal, PortalAccess access, List<DueMessage> messages, long takenAt) {
        long now = nanos.getAsLong();
        boolean probe = messages.get(0).kind() == Kind.PROBE;
        portal.probing(probe);
        lanes.callBegins(lane, now);
        portal.operating().callBegins(messages.size());
        noteWaits(messages, Duration.ofNanos(now - takenAt));
        statusCall
                .run(lane, portal, access, messages, takenAt)
                .call(outcome -> park(portal.id(), probe, outcome))
                .invoke(outcome -> suspectSenders(portal.id(), outcome))
                .emitOn(loop)
                .onFailure()
                .recoverWithItem(this::unsettled)
                .subscribe()
                .with(outcome -> {
                    portal.probing(false);
                    portal.operating().callEnds(messages.size());
                    lanes.callEnds(lane, nanos.getAsLong());
                    askForMoreConfirmations(portal.id(), messages);
                    ended.accept(outcome);
                });
    }

    private void noteWaits(List<DueMessage> messages, Duration sinceTaken) {
        messages.stream()
                .filter(message -> message.kind() == Kind.FIRST && message.attempts() == 0)
                .forEach(message -> metrics.waited(message.waited().plus(sinceTaken)));
    }

    /** Parks before the outcome is settled, so that what becomes due again waits for the portal to be awake. */
    private Uni<Boolean> park(UUID portal, boolean probe, Outcome outcome) {
        if (outcome.parking().isPresent()) {
            return loop.outcome(() -> alerts.park(portal, outcome.parking().get()));
        }
        if (!probe) {
            return Uni.createFrom().item(false);
        }
        return loop.outcome(() -> outcome.letIn() ? parking.resumeProbed(portal) : parking.probeFailed(portal));
    }

    /** They go call by call while their lane is idle; there may be more of them than one call holds. */
    private void askForMoreConfirmations(UUID portal, List<DueMessage> called) {
        if (called.get(called.size() - 1).kind() == Kind.CONFIRMATION) {
            lanes.wake(Set.of(portal));
        }
    }

    /** Nothing waits for it: the portal is compared within a day anyway. */
    private void suspectSenders(UUID portal, Outcome outcome) {
        if (outcome.namesSender()) {
            alerts.suspectSenders(portal)
                    .subscribe()
                    .with(done -> {}, fault -> failures.note("A portal's senders are compared later", fault));
        }
    }

    private Outcome unsettled(Throwable fault) {
        failures.note("A call was not settled; its messages become due again by themselves", fault);
        return Outcome.of(List.of());
    }
}
