package dev.dlrbridge.forwarding;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Keeps the leases of this replica's lanes: takes what is wished for, renews in bulk, hands back what is idle. */
final class Leaseholder {
    private static final Logger LOG = Logger.getLogger(Leaseholder.class);

    /** Taken off each lease, so that a slow statement or a drifting clock never makes two owners. */
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final UUID owner;
    private final LaneLeases leases;
    private final HeldLanes lanes;
    private final Duration lease;
    private final EventLoop loop;
    private final LongSupplier nanos;
    private final RandomGenerator random;

    Leaseholder(
            UUID owner,
            LaneLeases leases,
            HeldLanes lanes,
            Duration lease,
            EventLoop loop,
            LongSupplier nanos,
            RandomGenerator random) {
        this.owner = owner;
        this.leases = leases;
        this.lanes = lanes;
        this.lease = lease;
        this.loop = loop;
        this.nanos = nanos;
        this.random = random;
    }

    /** Takes those of the lanes wished for that nobody holds. */
    Uni<Void> acquire() {
        Set<String> wishes = lanes.wishes();
        if (wishes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        long before = nanos.getAsLong();
        return leases.acquire(owner, wishes, lease)
                .emitOn(loop)
                .invoke(acquired -> lanes.acquired(
                        acquired.stream().map(taken -> lane(taken, before)).toList()))
                .replaceWithVoid();
    }

    void renew() {
        long now = nanos.getAsLong();
        release(lanes.idleSince(now - lease.toNanos()))
                .subscribe()
                .with(done -> {}, fault -> LOG.debug("Idle lanes were not handed back", fault));
        List<Lane> held = lanes.all();
        if (!held.isEmpty()) {
            leases.renew(owner, held, lease, now)
                    .emitOn(loop)
                    .subscribe()
                    .with(renewed -> renewed(held, renewed, now), fault -> LOG.debug("No lease was renewed", fault));
        }
    }

    /** Hands all lanes back with their exact budgets. */
    Uni<Void> releaseAll() {
        return release(lanes.all());
    }

    private Uni<Void> release(List<Lane> released) {
        lanes.drop(released);
        return released.isEmpty() ? Uni.createFrom().voidItem() : leases.release(owner, released, nanos.getAsLong());
    }

    private void renewed(List<Lane> held, Set<String> renewed, long before) {
        List<Lane> lost = new ArrayList<>();
        for (Lane lane : held) {
            if (renewed.contains(lane.account())) {
                lane.ownedUntil(end(before));
            } else {
                lost.add(lane);
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
        return before + lease.minus(MARGIN).toNanos();
    }
}
