package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.PortalClient;
import dev.dlrbridge.job.Replica;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.journal.LanesHaveWork;
import dev.dlrbridge.journal.OpenLanes;
import dev.dlrbridge.journal.Settlement;
import dev.dlrbridge.journal.StorageReady;
import dev.dlrbridge.journal.notice.WorkNotices;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.PortalWoken;
import dev.dlrbridge.tenant.Tokens;
import dev.dlrbridge.tenant.notification.LossesShown;
import dev.dlrbridge.tenant.notification.LossesShown.Loss;
import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.trace.LogFields;
import dev.dlrbridge.trace.Tracing;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/**
 * Hands committed statuses to the portals: hears of work, holds lanes, takes what is due, calls, settles. All of its
 * state belongs to one event loop, so that nothing is locked.
 */
@ApplicationScoped
public class Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    /** Work is told of as it comes; this is for what was told to nobody, and a query over all that is due. */
    private static final Duration BETWEEN_POLLS = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final LongSupplier nanos = System::nanoTime;
    private final Replica replica;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final ForwardingConfig config;
    private final DueMessages due;
    private final WorkNotices notices;
    private final EventLoop loop;
    private final HeldLanes lanes;
    private final Leaseholder leaseholder;
    private final Takes takes;
    private final SettlementQueue settlements;
    private final LaneMetrics laneMetrics;
    private final Event<LossesShown> losses;
    private final Failures.Place failures;
    private boolean started;
    private boolean polling;
    private boolean stopping;

    Forwarder(
            Vertx vertx,
            ForwardingConfig config,
            DueMessages due,
            OpenLanes openLanes,
            WorkNotices notices,
            LaneLeases leases,
            PortalClient portals,
            Tokens tokens,
            Parking parking,
            PortalAlerts alerts,
            ForwardingMetrics metrics,
            LaneMetrics laneMetrics,
            Tracing tracing,
            Replica replica,
            Event<LossesShown> losses,
            Failures failures) {
        this.config = config;
        this.replica = replica;
        this.laneMetrics = laneMetrics;
        this.due = due;
        this.losses = losses;
        this.failures = failures.at("poll", Forwarder.class);
        this.notices = notices;
        this.loop = new EventLoop(vertx);
        this.lanes = new HeldLanes(replica.id(), openLanes);
        StatusCall call = new StatusCall(portals, tokens, metrics, tracing, nanos, loop, failures);
        Calls calls = new Calls(lanes, call, parking, alerts, metrics, loop, nanos, this::called, failures);
        this.takes = new Takes(replica.id(), lanes, due, tokens, calls, loop, nanos, this::releaseWhatIsDone, failures);
        this.leaseholder = new Leaseholder(
                replica.id(),
                leases,
                lanes,
                config,
                loop,
                nanos,
                RandomGenerator.getDefault(),
                this::leasesAnswered,
                notices::tell,
                failures);
        this.settlements = new SettlementQueue(due, loop, this::settled, failures);
    }

    void start(@Observes StorageReady ready) {
        if (config.enabled()) {
            notices.listen(heard -> loop.execute(() -> heard(heard)), () -> loop.execute(this::poll));
            loop.execute(() -> {
                started = true;
                loop.every(BETWEEN_POLLS, this::poll);
                loop.every(config.lease().dividedBy(3), leaseholder::renew);
                loop.every(BETWEEN_LOOKS, () -> laneMetrics.look(lanes.all(), nanos.getAsLong()));
                poll();
            });
        }
    }

    void work(@Observes LanesHaveWork work) {
        if (!config.enabled()) {
            notices.tell(work.accounts());
            return;
        }
        loop.execute(() -> found(work.accounts()));
    }

    void taken(@Observes OpenLanes.Taken taken) {
        loop.execute(() -> takes.takenByCommit(taken));
    }

    void woken(@Observes PortalWoken portal) {
        Map<UUID, String> accounts = Map.of(portal.portalId(), portal.account());
        if (!config.enabled()) {
            notices.tell(accounts);
            return;
        }
        loop.execute(() -> {
            Lane lane = lanes.get(portal.account());
            if (lane != null) {
                lane.woken(portal.portalId(), nanos.getAsLong());
            }
            found(accounts);
        });
    }

    /**
     * Begins no further call and hands lanes back as soon as they have none under way, nor a take; those whose portal
     * does not answer for as long as a stop may last are handed back with it.
     */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.execute(() -> {
            stopping = true;
            takes.stop();
            releaseWhatIsDone();
        });
        try {
            stopped.get(config.stopWithin().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("Lanes with calls under way are handed back; their messages are settled by nobody");
            failures.note("Not all lanes were free in time", e);
            releaseTheRest();
        }
    }

    /** The safety net: whatever is due and was told to nobody. */
    private void poll() {
        if (started && !stopping && !polling) {
            polling = true;
            loop.outcome(() -> due.portals(replica.id()))
                    .onTermination()
                    .invoke(() -> polling = false)
                    .subscribe()
                    .with(
                            this::free,
                            fault -> failures.note(
                                    "What is due and was told to nobody is looked for by the next poll", fault));
        }
    }

    private void free(Map<UUID, String> accounts) {
        lanes.mayBeFree();
        found(accounts);
    }

    /** Another replica has work for a lane that it does not hold: whoever gets it need not tell again. */
    private void heard(Map<UUID, String> accounts) {
        if (started && !stopping) {
            lanes.heard(accounts);
            leaseholder.acquire();
            takes.take();
        }
    }

    private void found(Map<UUID, String> accounts) {
        if (started && !stopping) {
            notices.tell(lanes.note(accounts));
            leaseholder.acquire();
            takes.take();
        } else {
            notices.tell(accounts);
        }
    }

    private void called(Outcome outcome) {
        outcome.settlements().forEach(Forwarder::tell);
        settlements.add(outcome.settlements());
        releaseWhatIsDone();
        takes.take();
    }

    private static void tell(Settlement settlement) {
        if (!settlement.forwarded() && LOG.isDebugEnabled()) {
            DueMessage message = settlement.message();
            try (LogFields fields =
                    LogFields.portal(message.portalId()).message(message.messageId(), message.attempts())) {
                LOG.debugf(
                        "A status was not taken, %s: %s",
                        settlement.rejected() ? "and is not sent again" : "but waits",
                        ForwardingMetrics.printable(settlement.error()));
            }
        }
    }

    private void settled(List<Settlement> batch, Set<UUID> dueAgain) {
        releaseWhatIsDone();
        tellOfLosses(batch);
        Map<UUID, Duration> waits = new HashMap<>();
        for (Settlement settlement : batch) {
            Duration wait = settlement.retryAfter();
            if (wait != null && !wait.isZero() && wait.compareTo(BETWEEN_POLLS) < 0) {
                waits.merge(settlement.message().portalId(), wait, (a, b) -> a.compareTo(b) < 0 ? a : b);
            }
        }
        waits.forEach((portal, wait) -> loop.after(wait, () -> wake(Set.of(portal))));
        wake(dueAgain);
    }

    private void tellOfLosses(List<Settlement> batch) {
        List<Loss> shown = batch.stream()
                .filter(Settlement::isLossShown)
                .map(Settlement::message)
                .map(message -> new Loss(message.portalId(), message.messageId()))
                .toList();
        if (!shown.isEmpty()) {
            losses.fire(new LossesShown(shown));
        }
    }

    private void wake(Set<UUID> portals) {
        lanes.wake(portals);
        leaseholder.acquire();
        takes.take();
    }

    private void leasesAnswered() {
        takes.take();
        releaseWhatIsDone();
    }

    private void releaseWhatIsDone() {
        if (stopping && settlements.isEmpty()) {
            leaseholder
                    .releaseAllBut(Lane::isBusy)
                    .subscribe()
                    .with(
                            released -> {
                                if (lanes.all().isEmpty() && leaseholder.isIdle()) {
                                    stopped.complete(null);
                                }
                            },
                            stopped::completeExceptionally);
        }
    }

    private void releaseTheRest() throws InterruptedException {
        CompletableFuture<Void> released = new CompletableFuture<>();
        loop.execute(() -> leaseholder
                .releaseAllBut(lane -> false)
                .subscribe()
                .with(released::complete, released::completeExceptionally));
        try {
            released.get(1, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("Some lanes were not handed back; their leases will run out");
            failures.note("Not all lanes were handed back", e);
        }
    }
}
