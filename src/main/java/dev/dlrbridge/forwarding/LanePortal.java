package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.PortalAccess;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * What a lane knows of one of its portals: an account has one for each application installed there. Not thread-safe.
 */
final class LanePortal {
    /** Bitrix24 takes no more commands in one call. */
    private static final int LARGEST_BATCH = 50;

    /** A pair that another replica stored, or an operator put, is seen after this time at the latest. */
    private static final long ACCESS_LIFE = Duration.ofSeconds(60).toNanos();

    /** A portal that was restarted is not looked for. */
    private static final int OTHERS_BEFORE_LOOK_UP = 3;

    private final UUID id;
    private final OperatingTime operating = new OperatingTime();
    private final RepeatTurns repeats = new RepeatTurns();
    private PortalAccess access;
    private long accessUntil;
    private int largestBatch = LARGEST_BATCH;
    private boolean mayHaveWork;
    private boolean probing;
    private boolean proven = true;
    private int answersOfOthers;
    private long closedUntil;

    LanePortal(UUID id, long nanos) {
        this.id = id;
        this.closedUntil = nanos;
    }

    UUID id() {
        return id;
    }

    OperatingTime operating() {
        return operating;
    }

    RepeatTurns repeats() {
        return repeats;
    }

    /** Most statuses that may go into one call now; 0 when none may be made. */
    int room(long nanos) {
        return probing || nanos < closedUntil ? 0 : operating.room(nanos, largestBatch);
    }

    Duration untilOpen(long nanos) {
        Duration closed = Duration.ofNanos(Math.max(0, closedUntil - nanos));
        Duration full = operating.untilRoom(nanos);
        return closed.compareTo(full) > 0 ? closed : full;
    }

    /** Makes no call for the given time. */
    Duration close(long nanos, Duration time) {
        closedUntil = Math.max(closedUntil, nanos + time.toNanos());
        return time;
    }

    /** Something was mended: what is known of the portal may hold no longer. */
    void woken(long nanos) {
        access = null;
        closedUntil = nanos;
        mayHaveWork = true;
    }

    boolean mayHaveWork() {
        return mayHaveWork;
    }

    void mayHaveWork(boolean work) {
        mayHaveWork = work;
    }

    /** A parked portal is tried with one call at a time. */
    void probing(boolean underWay) {
        probing = underWay;
    }

    int largestBatch() {
        return largestBatch;
    }

    /** How many calls so many messages need. */
    int callsFor(int messages) {
        return (messages + largestBatch - 1) / largestBatch;
    }

    /** The portal takes fewer commands in one call than were sent. */
    void shrinkBatch(int executed) {
        largestBatch = Math.max(1, Math.min(executed > 0 ? executed : largestBatch / 2, largestBatch));
    }

    /** The portal takes no batches. */
    void singleCallsOnly() {
        largestBatch = 1;
    }

    Optional<PortalAccess> access(long nanos) {
        return Optional.ofNullable(nanos < accessUntil ? access : null);
    }

    void access(PortalAccess known, long nanos) {
        access = known;
        accessUntil = nanos + ACCESS_LIFE;
    }

    /** A call with this access was answered. @return whether the token in the body was needed, and nobody knew */
    boolean worksWithTokenInBody(PortalAccess used, long nanos) {
        boolean news = used.tokenInBody() && access != null && !access.tokenInBody();
        if (news) {
            access(used, nanos);
        }
        return news;
    }

    /** A pair just refreshed has yet to work at the portal. */
    void refreshed(PortalAccess fresh, long nanos) {
        access(fresh, nanos);
        proven = false;
    }

    /** A call worked. @return whether it was the first one with a refreshed pair */
    boolean worked() {
        boolean first = !proven;
        proven = true;
        return first;
    }

    /** The portal itself has answered, whatever it said. */
    void answered() {
        answersOfOthers = 0;
    }

    /** At the portal's address there was nobody, or somebody else. */
    void notThere() {
        answersOfOthers++;
    }

    /** In how many calls in a row the portal was not there. */
    int answersOfOthers() {
        return answersOfOthers;
    }

    /** Whether it should be looked for elsewhere. */
    boolean mayHaveMoved() {
        return answersOfOthers >= OTHERS_BEFORE_LOOK_UP;
    }
}
