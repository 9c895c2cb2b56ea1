package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.PortalClient;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.journal.LanesHaveWork;
import dev.dlrbridge.journal.Settlement;
import dev.dlrbridge.journal.StorageReady;
import dev.dlrbridge.tenant.Tokens;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
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
 * Hands committed statuses to the portals: takes what is due on the lanes it holds, calls, settles. All of its state
 * belongs to one event loop, so that nothing is locked.
 */
@ApplicationScoped
public class Forwarder {
    private static final Logger LOG = Logger.getLogger(Forwarder.class);
    private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
    private static final long STOP_SECONDS = 8;

    private final LongSupplier nanos = System::nanoTime;
    private final UUID owner = UUID.randomUUID();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private final ForwardingConfig config;
    private final DueMessages due;
    private final EventLoop loop;
    private final HeldLanes lanes;
    private final Leaseholder leaseholder;
    private final StatusCall calls;
    private final SettlementQueue settlements;
    private boolean started;
    private boolean stopping;
    private boolean taking;
    private boolean takeAgain;
    private int callsUnderWay;
    private long nextTake = -1;

    Forwarder(
            Vertx vertx,
            ForwardingConfig config,
            DueMessages due,
            LaneLeases leases,
            PortalClient portals,
            Tokens tokens) {
        this.config = config;
        this.due = due;
        this.loop = new EventLoop(vertx);
        this.lanes = new HeldLanes(config);
        this.leaseholder =
                new Leaseholder(owner, leases, lanes, config.lease(), loop, nanos, RandomGenerator.getDefault());
        this.calls = new StatusCall(portals, tokens, nanos, loop);
        this.settlements = new SettlementQueue(due, loop, this::settled);
    }

    void start(@Observes StorageReady ready) {
        if (config.enabled()) {
            loop.execute(() -> {
                started = true;
                loop.every(config.poll(), this::poll);
                loop.every(config.lease().dividedBy(3), leaseholder::renew);
                poll();
            });
        }
    }

    void work(@Observes LanesHaveWork work) {
        loop.execute(() -> {
            if (started) {
                found(work.accounts());
            }
        });
    }

    /** Begins no further call, waits for those under way as long as a stop may last, then hands the lanes back. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.execute(() -> {
            stopping = true;
            releaseWhenDone();
        });
        try {
            stopped.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("Lanes were not handed back; their leases will run out");
        }
    }

    /** The safety net: whatever is due and was told to nobody. */
    private void poll() {
        due.portals().emitOn(loop).subscribe().with(this::found, fault -> LOG.debug("No poll", fault));
    }

    private void found(Map<UUID, String> accounts) {
        lanes.note(accounts);
        take();
    }

    private void take() {
        takeAgain |= taking;
        if (taking || stopping) {
            return;
        }
        taking = true;
        takeAgain = false;
        leaseholder
                .acquire()
                .chain(this::takeDue)
                .emitOn(loop)
                .subscribe()
                .with(more -> taken(more || takeAgain), this::notTaken);
    }

    /** @return whether more may be due than was taken */
    private Uni<Boolean> takeDue() {
        List<Want> wants = lanes.wants(nanos.getAsLong());
        return wants.isEmpty()
                ? Uni.createFrom().item(false)
                : due.take(owner, wants).emitOn(loop).map(messages -> callAll(wants, messages));
    }

    private boolean callAll(List<Want> wants, List<DueMessage> messages) {
        Map<UUID, List<DueMessage>> byPortal = new HashMap<>();
        messages.forEach(message -> byPortal.computeIfAbsent(message.portalId(), id -> new ArrayList<>())
                .add(message));
        boolean more = false;
        for (Want want : wants) {
            Lane lane = lanes.get(want.account());
            List<DueMessage> taken = byPortal.getOrDefault(want.portalId(), List.of());
            if (lane != null) { // else its lease was lost meanwhile, and what was taken becomes due again by itself
                callInBatches(lane, taken);
                more |= taken.size() == want.slots();
            }
            if (lane != null && taken.size() < want.slots()) {
                lane.hasNoWork(want.portalId());
            }
        }
        return more;
    }

    private void callInBatches(Lane lane, List<DueMessage> messages) {
        for (int from = 0; from < messages.size(); from += config.batch()) {
            call(lane, List.copyOf(messages.subList(from, Math.min(from + config.batch(), messages.size()))));
        }
    }

    private void call(Lane lane, List<DueMessage> messages) {
        long takenAt = nanos.getAsLong();
        lane.callBegins(takenAt);
        callsUnderWay++;
        calls.run(lane, messages, takenAt).emitOn(loop).subscribe().with(outcomes -> called(lane, outcomes), fault -> {
            LOG.error("A call was not settled; its messages become due again by themselves", fault);
            called(lane, List.of());
        });
    }

    private void called(Lane lane, List<Settlement> outcomes) {
        lane.callEnds();
        callsUnderWay--;
        settlements.add(outcomes);
        releaseWhenDone();
        take();
    }

    private void settled(List<Settlement> batch, Set<UUID> dueAgain) {
        lanes.wake(dueAgain);
        releaseWhenDone();
        take();
        Map<UUID, Duration> waits = new HashMap<>();
        for (Settlement settlement : batch) {
            Duration wait = settlement.retryAfter();
            if (wait != null && wait.compareTo(config.poll()) < 0) {
                waits.merge(settlement.message().portalId(), wait, (a, b) -> a.compareTo(b) < 0 ? a : b);
            }
        }
        waits.forEach((portal, wait) -> loop.after(wait, () -> {
            lanes.wake(Set.of(portal));
            take();
        }));
    }

    private void taken(boolean more) {
        taking = false;
        if (more) {
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
        LOG.debug("Nothing was taken", fault);
        loop.after(AFTER_FAULT, () -> {
            taking = false;
            take();
        });
    }

    private void releaseWhenDone() {
        if (stopping && callsUnderWay == 0 && settlements.isEmpty() && !stopped.isDone()) {
            leaseholder.releaseAll().subscribe().with(stopped::complete, stopped::completeExceptionally);
        }
    }
}
