package dev.dlrbridge.forwarding;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * A lane that this replica holds: its lease, its budget, its calls under way, and whether it may be used at all. All
 * times are of one monotonic clock in nanoseconds. Not thread-safe: one event loop has it.
 */
final class Lane {
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;

    private final String account;
    private final long epoch;
    private final Budget budget;
    private final RandomGenerator random;
    private final ArrayDeque<UUID> portalsWithWork = new ArrayDeque<>();
    private final Set<UUID> portals = new HashSet<>();
    private long ownedUntil;
    private long closedUntil;
    private long usedAt;
    private int callsUnderWay;
    private int failures;

    Lane(Lease lease, long nanos, RandomGenerator random) {
        this.account = lease.account();
        this.epoch = lease.epoch();
        this.budget = new Budget(lease.budgetLevel(), nanos);
        this.random = random;
        this.closedUntil = nanos;
        this.usedAt = nanos;
    }

    String account() {
        return account;
    }

    long epoch() {
        return epoch;
    }

    Budget budget() {
        return budget;
    }

    /** The lease was taken or renewed by a statement sent at such a time that it ends for us at {@code nanos}. */
    void ownedUntil(long nanos) {
        ownedUntil = nanos;
    }

    void mayHaveWork(UUID portalId) {
        portals.add(portalId);
        if (!portalsWithWork.contains(portalId)) {
            portalsWithWork.add(portalId);
        }
    }

    void hasNoWork(UUID portalId) {
        portalsWithWork.remove(portalId);
    }

    boolean mayHaveWork() {
        return !portalsWithWork.isEmpty();
    }

    /** The portal whose turn it is; the next call goes to the next one. */
    UUID nextPortal() {
        UUID portal = portalsWithWork.remove();
        portalsWithWork.add(portal);
        return portal;
    }

    int portalsWithWork() {
        return portalsWithWork.size();
    }

    /** Whether the portal, an installation of one application, belongs to this lane's account. */
    boolean serves(UUID portalId) {
        return portals.contains(portalId);
    }

    /** Calls that may begin at this moment. */
    int freeCalls(long nanos, int mostUnderWay) {
        if (nanos >= ownedUntil || nanos < closedUntil) {
            return 0;
        }
        return Math.min(mostUnderWay - callsUnderWay, budget.available(nanos));
    }

    /** How long until a call may begin, for a lane that has work and free calls otherwise. */
    Duration untilOpen(long nanos) {
        Duration closed = Duration.ofNanos(Math.max(0, closedUntil - nanos));
        Duration budgeted = budget.untilAvailable(nanos);
        return closed.compareTo(budgeted) > 0 ? closed : budgeted;
    }

    /** Takes the right to make one request at this moment; an owner whose lease ran out has none. */
    boolean tryRequest(long nanos) {
        return nanos < ownedUntil && budget.tryTake(nanos);
    }

    void callBegins(long nanos) {
        callsUnderWay++;
        usedAt = nanos;
    }

    void callEnds() {
        callsUnderWay--;
    }

    boolean idleSince(long nanos) {
        return callsUnderWay == 0 && !mayHaveWork() && usedAt <= nanos;
    }

    void succeeded() {
        failures = 0;
    }

    /** Backs off exponentially with jitter, and says for how long. */
    Duration backOff(long nanos) {
        long longest = FIRST_BACK_OFF.toMillis() << Math.min(failures++, MOST_DOUBLINGS);
        long millis = Math.min(longest, LONGEST_BACK_OFF.toMillis());
        return close(nanos, Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1)));
    }

    /** Makes no call for the given time. */
    Duration close(long nanos, Duration time) {
        closedUntil = Math.max(closedUntil, nanos + time.toNanos());
        return time;
    }
}
