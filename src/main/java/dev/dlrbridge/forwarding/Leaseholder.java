package dev.dlrbridge.forwarding;

import dev.dlrbridge.forwarding.LaneLeases.Renewal;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Keeps the leases of this replica's lanes: takes what is wished for, renews in bulk, hands back what is idle. */
final class Leaseholder {

    /** Taken off each lease, so that a slow statement or a drifting clock never makes two owners. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final UUID owner;
    private final LaneLeases leases;
    private final HeldLanes lanes;
    private final ForwardingConfig config;
    private final EventLoop loop;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Runnable answered;
    private final Consumer<Map<UUID, String>> heldElsewhere;
    private final Failures.Place failures;
    private boolean acquiring;
    private int releasing;

    /**
     * @param answered is run when lanes were acquired or handed back, or could not be
     * @param heldElsewhere is told the portals that have work on lanes of other replicas
     */
    Leaseholder(
            UUID owner,
            LaneLeases leases,
            HeldLanes lanes,
            ForwardingConfig config,
            EventLoop loop,
            LongSupplier nanos,
            RandomGenerator random,
            Runnable answered,
            Consumer<Map<UUID, String>> heldElsewhere,
            Failures failures) {
        this.owner = owner;
        this.leases = leases;
        this.lanes = lanes;
        this.config = config;
        this.loop = loop;
        this.nanos = nanos;
        this.random = random;
        this.answered = answered;
        this.heldElsewhere = heldElsewhere;
        this.failures = failures.at("lease", Leaseholder.class);
    }

    /**
     * Takes those of the lanes wished for that nobody holds; wishes for others that come meanwhile, and all that come while lanes
     * are handed back, are for the next time: a lane that is ours as yet would come without what is known of its budget.
     */
    void acquire() {
        if (acquiring || releasing > 0 || !lanes.hasWishes()) {
            return;
        }
        acquiring = true;
        Map<UUID, String> wishes = lanes.wishes();
        long before = nanos.getAsLong();
        loop.outcome(() -> leases.acquire(owner, new HashSet<>(wishes.values()), config.lease()))
                .subscribe()
                .with(taken -> acquired(wishes, taken, before), fault -> {
                    failures.note("No lane was acquired; the next poll finds them again", fault);
                    acquiring = false;
                    answered.run();
                });
    }

    /** Whether no lane is being acquired, and none handed back. */
    boolean isIdle() {
        return !acquiring && releasing == 0;
    }

    void renew() {
        long now = nanos.getAsLong();
        release(lanes.idleSince(now - config.lease().toNanos()))
                .subscribe()
                .with(
                        done -> {},
                        fault -> failures.note("Idle lanes were not handed back; their leases run out", fault));
        List<Lane> held = lanes.all();
        if (!held.isEmpty()) {
            loop.outcome(() -> leases.renew(owner, held, config.lease(), now))
                    .subscribe()
                    .with(
                            renewed -> renewed(held, renewed, now),
                            fault -> failures.note(
                                    "No lease was renewed; it is tried again before they run out", fault));
        }
    }

    /** Hands lanes back with their exact budgets, and tells the others which of them have work. */
    Uni<Void> releaseAllBut(Predicate<Lane> kept) {
        List<Lane> released = lanes.all().stream().filter(kept.negate()).toList();
        Map<UUID, String> unfinished = new HashMap<>();
        released.forEach(lane -> lane.portalsWithWork().forEach(portal -> unfinished.put(portal, lane.account())));
        return release(released).invoke(() -> heldElsewhere.accept(unfinished));
    }

    private Uni<Void> release(List<Lane> released) {
        if (released.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        lanes.drop(released);
        releasing++;
        return loop.outcome(() -> leases.release(owner, released, nanos.getAsLong()))
                .onTermination()
                .invoke(() -> {
                    releasing--;
                    answered.run();
                    acquire();
                });
    }

    private void acquired(Map<UUID, String> wishes, List<Lease> taken, long before) {
        acquiring = false;
        List<Lane> ours = taken.stream().map(lease -> lane(lease, before)).toList();
        heldElsewhere.accept(lanes.acquired(wishes, ours));
        answered.run();
        acquire();
    }

    private void renewed(List<Lane> held, List<Renewal> renewals, long before) {
        Map<String, Renewal> byAccount = new HashMap<>();
        renewals.forEach(renewal -> byAccount.put(renewal.account(), renewal));
        List<Lane> lost = new ArrayList<>();
        for (Lane lane : held) {
            Renewal renewal = byAccount.get(lane.account());
            if (renewal == null) {
                lost.add(lane);
            } else {
                lanes.ownedUntil(lane, end(before));
                lane.budget().charge(renewal.charged());
                lane.budget().limit(renewal.limit(), nanos.getAsLong());
            }
        }
        lanes.drop(lost);
    }

    private Lane lane(Lease taken, long before) {
        Lane lane = new Lane(taken, nanos.getAsLong(), random);
        lane.ownedUntil(end(before));
        return lane;
    }

    /** Counted from before the statement was sent: the database cannot have begun the lease earlier. */
    private long end(long before) {
        return before + config.lease().minus(MARGIN).toNanos();
    }
}
