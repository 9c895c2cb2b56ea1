package dev.dlrbridge.forwarding;

import dev.dlrbridge.journal.DueMessages.Want;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;

/**
 * A lane that this replica holds: its lease, its budget, its calls under way, its portals, and whether it may be used
 * at all. All times are of one monotonic clock in nanoseconds. Not thread-safe: one event loop has it.
 */
final class Lane {
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofMinutes(5);
    private static final int MOST_DOUBLINGS = 10;
    /** One whose answer is awaited and one on its way: at a portal's two requests a second a third would gain nothing. */
    private static final int MOST_CALLS = 2;

    /** With so many requests in hand, a call with nothing but repeats takes none from first sends to come. */
    private static final int REQUESTS_IN_HAND = 10;

    private final String account;
    private final long epoch;
    private final Budget budget;
    private final RandomGenerator random;

    /** In the order of their turns. */
    private final Map<UUID, LanePortal> portals = new LinkedHashMap<>();

    private long ownedUntil;
    private long closedUntil;
    private long opensAt;
    private long usedAt;
    private int callsUnderWay;
    private boolean taking;
    private int failures;

    Lane(Lease lease, long nanos, RandomGenerator random) {
        this.account = lease.account();
        this.epoch = lease.epoch();
        this.budget = lease.budget(nanos);
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

    LanePortal portal(UUID id) {
        return portals.computeIfAbsent(id, unknown -> new LanePortal(id, usedAt));
    }

    boolean mayHaveWork() {
        return portals.values().stream().anyMatch(LanePortal::mayHaveWork);
    }

    List<UUID> portalsWithWork() {
        return portals.values().stream()
                .filter(LanePortal::mayHaveWork)
                .map(LanePortal::id)
                .toList();
    }

    /** What may be taken at this moment, portal by portal; the calls that may begin are shared among them. */
    List<Want> wants(long nanos) {
        int calls = freeCalls(nanos);
        if (calls <= 0) {
            return List.of();
        }
        List<LanePortal> ready = portals.values().stream()
                .filter(portal -> portal.mayHaveWork() && portal.room(nanos) > 0)
                .limit(calls)
                .toList();
        boolean atEase = callsUnderWay == 0 && budget.available(nanos) >= REQUESTS_IN_HAND;
        List<Want> wants = new ArrayList<>(ready.size());
        for (int i = 0; i < ready.size(); i++) {
            LanePortal portal = ready.get(i);
            int share = calls / ready.size() + (i < calls % ready.size() ? 1 : 0);
            int room = portal.room(nanos);
            int alone = atEase ? room : 0;
            wants.add(new Want(portal.id(), room * share, room, portal.repeats().available(), alone, account, epoch));
            portals.remove(portal.id());
            portals.put(portal.id(), portal);
        }
        return wants;
    }

    /** What commits may take at once, a call each, while the lane has nothing to do and requests in hand. */
    List<Want> offers(long nanos) {
        if (isBusy() || mayHaveWork() || budget.available(nanos) < REQUESTS_IN_HAND) {
            return List.of();
        }
        return portals.values().stream()
                .filter(portal -> portal.room(nanos) > 0)
                .limit(freeCalls(nanos))
                .map(portal -> Want.ofOneCall(portal.id(), portal.room(nanos), account, epoch))
                .toList();
    }

    /** Whether so many more calls may begin at this moment. */
    boolean mayCall(int calls, long nanos) {
        return freeCalls(nanos) >= calls;
    }

    Set<UUID> portalIds() {
        return portals.keySet();
    }

    /** How long until a call may begin that waits for nothing but time; null when there is no work for one. */
    Duration untilOpen(long nanos) {
        Duration closed = closedFor(nanos);
        Duration budgeted = budget.untilAvailable(nanos);
        Duration lane = closed.compareTo(budgeted) > 0 ? closed : budgeted;
        return portals.values().stream()
                .filter(LanePortal::mayHaveWork)
                .map(portal -> portal.untilOpen(nanos))
                .min(Duration::compareTo)
                .map(portal -> portal.compareTo(lane) > 0 ? portal : lane)
                .orElse(null);
    }

    /** When it was to be asked for work again; {@link HeldLanes} orders lanes by it. */
    long opensAt() {
        return opensAt;
    }

    void opensAt(long nanos) {
        opensAt = nanos;
    }

    /** How long no call may begin, whatever there is to do. */
    Duration closedFor(long nanos) {
        return Duration.ofNanos(Math.max(0, closedUntil - nanos));
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

    /** Whether a statement is under way that takes messages of this lane. */
    void taking(boolean underWay) {
        taking = underWay;
    }

    /** Such a lane is not handed back: what is taken, or called, must meet it again. */
    boolean isBusy() {
        return taking || callsUnderWay > 0;
    }

    int callsUnderWay() {
        return callsUnderWay;
    }

    /** For each portal that states its operating time, which part of it is used; 1 is our ceiling. */
    DoubleStream operatingUses(long nanos) {
        return portals.values().stream()
                .map(LanePortal::operating)
                .filter(OperatingTime::isStated)
                .mapToDouble(operating -> operating.use(nanos));
    }

    boolean idleSince(long nanos) {
        return !isBusy() && !mayHaveWork() && usedAt <= nanos;
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

    /** A quarter more or less, so that what fell together does not come back together. */
    Duration aboutAfter(Duration time) {
        long quarter = time.toMillis() / 4;
        return time.minusMillis(quarter).plusMillis(random.nextLong(2 * quarter + 1));
    }

    /** Makes no call for the given time. */
    Duration close(long nanos, Duration time) {
        closedUntil = Math.max(closedUntil, nanos + time.toNanos());
        return time;
    }

    /** Something was mended at one of the portals. */
    void woken(UUID portalId, long nanos) {
        failures = 0;
        closedUntil = nanos;
        portal(portalId).woken(nanos);
    }

    /** After a failure one call finds out whether the portal answers again. */
    private int freeCalls(long nanos) {
        if (nanos >= ownedUntil || nanos < closedUntil) {
            return 0;
        }
        int most = failures > 0 ? 1 : MOST_CALLS;
        return Math.min(most - callsUnderWay, budget.available(nanos));
    }
}
