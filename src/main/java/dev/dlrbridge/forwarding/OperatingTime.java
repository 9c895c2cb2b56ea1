package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.Operating;
import java.time.Duration;

/**
 * The execution time that a portal counts against our application, kept under a soft ceiling: above some 420 s in ten
 * minutes the portal blocks the method
 * (<a href="https://apidocs.bitrix24.com/settings/performance/limits.html">limits</a>). Portals that state no such time
 * are not limited by it. Not thread-safe.
 */
final class OperatingTime {
    /** 80 % of the lowest known limit, in seconds. */
    static final double CEILING = 0.8 * 420;

    /** Without any word of the portal: a blocked method is free again after this time. */
    private static final Duration USUAL_BLOCK = Duration.ofSeconds(300);

    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(600);

    /** The portal counts in buckets of a minute: when it does not say when one lapses, look again after one. */
    private static final Duration ONE_BUCKET = Duration.ofSeconds(60);

    /** A new measurement counts so much in the estimate of what one status costs. */
    private static final double WEIGHT = 0.2;

    private double seconds;
    private double secondsPerStatus;
    private long freeAt;
    private int statusesUnderWay;
    private boolean stated;

    /** Statuses that may go out now without crossing the ceiling. */
    int room(long nanos, int wanted) {
        if (seconds >= CEILING) {
            // A part has lapsed, nobody knows how much: one call tells.
            return nanos < freeAt || statusesUnderWay > 0 ? 0 : wanted;
        }
        if (secondsPerStatus <= 0) {
            return wanted;
        }
        double free = (CEILING - seconds) / secondsPerStatus - statusesUnderWay;
        return free < 1 && statusesUnderWay == 0 ? 1 : (int) Math.max(0, Math.min(wanted, free));
    }

    /** How long until there is room again, when there is none and no call is under way. */
    Duration untilRoom(long nanos) {
        return seconds < CEILING ? Duration.ZERO : Duration.ofNanos(Math.max(0, freeAt - nanos));
    }

    /** Whether the portal has ever stated its count. */
    boolean isStated() {
        return stated;
    }

    /** Which part of the ceiling is used, by the portal's last word; 0 once a part of it has lapsed since. */
    double use(long nanos) {
        return nanos < freeAt ? seconds / CEILING : 0;
    }

    void callBegins(int statuses) {
        statusesUnderWay += statuses;
    }

    void callEnds(int statuses) {
        statusesUnderWay -= statuses;
    }

    /** The portal stated its count in the answer to a call with so many statuses. */
    void stated(Operating operating, int statuses, long nanos) {
        double cost = Math.max(0, operating.seconds() - seconds) / statuses;
        secondsPerStatus = secondsPerStatus == 0 ? cost : secondsPerStatus + WEIGHT * (cost - secondsPerStatus);
        seconds = operating.seconds();
        stated = true;
        freeAt = nanos + operating.resetsIn().orElse(ONE_BUCKET).toNanos();
    }

    /** The portal has blocked the method. @return for how long to wait */
    Duration blocked(long nanos) {
        long known = freeAt - nanos;
        Duration wait = known > 0 ? Duration.ofNanos(known) : USUAL_BLOCK;
        seconds = 0;
        return wait.compareTo(LONGEST_BLOCK) > 0 ? LONGEST_BLOCK : wait;
    }
}
