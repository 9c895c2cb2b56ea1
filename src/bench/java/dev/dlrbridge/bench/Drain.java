package dev.dlrbridge.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The moments at which statuses arrived at portals, in order. */
record Drain(List<Instant> arrivals) {
    /** Waits until each portal has so many messages, then asks when they came. */
    static Drain await(List<StagePortal> portals, int messagesEach, Duration patience)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        for (StagePortal portal : portals) {
            while (portal.messages() < messagesEach) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException(portal.memberId() + " has " + portal.messages() + " of "
                            + messagesEach + " messages after " + patience);
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
        List<Instant> arrivals = new ArrayList<>();
        for (StagePortal portal : portals) {
            arrivals.addAll(portal.arrivals().values());
        }
        return new Drain(arrivals.stream().sorted().toList());
    }

    Instant first() {
        return arrivals.get(0);
    }

    Instant last() {
        return arrivals.get(arrivals.size() - 1);
    }

    double seconds() {
        return Statistics.seconds(first(), last());
    }

    /** Statuses per second from the arrival of this one, counted from 0, to the last; its own call not counted. */
    double perSecondFrom(int index) {
        Instant from = arrivals.get(index);
        long after =
                arrivals.stream().filter(at -> at.isAfter(from.plusMillis(100))).count();
        return after / Statistics.seconds(from, last());
    }
}
