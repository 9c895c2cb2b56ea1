package dev.dlrbridge.net;

import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The connections of one server, and the memory that they are reckoned to take. When there is no room for another, the
 * stranger ends that has made no progress for the longest time; of known callers, the one that has been idle so long. So
 * those who hold connections open lose them, and whoever comes and asks is served.
 */
final class Connections {
    static final long SWEEP_MILLIS = 250;

    private static final Metric OPEN = Metric.gauge("net.connections", null, "Open connections", "port");
    private static final Metric CLOSED = Metric.counter(
            "net.closed.connections",
            "Connections that the bridge ended: too late with a head or body, idle, or for want of room",
            "port",
            "reason");

    private final long limit;
    private final LongSupplier nanos;
    private final RefusedRequests refused;
    private final Map<Reason, Counter> closed = new EnumMap<>(Reason.class);
    /** Those who made no progress for the longest time are first. */
    private final Set<LimitedConnection> strangers = new LinkedHashSet<>();

    private final Set<LimitedConnection> known = new LinkedHashSet<>();
    /** Told to end: what they take is free only when they have. */
    private final Set<LimitedConnection> ending = new HashSet<>();

    private long memory;
    private long freeSoon;

    /**
     * @param limit in bytes
     * @param nanos a monotonic clock
     */
    Connections(long limit, LongSupplier nanos, MeterRegistry registry, String port, RefusedRequests refused) {
        this.limit = limit;
        this.nanos = nanos;
        this.refused = refused;
        for (Reason reason : Reason.values()) {
            closed.put(reason, CLOSED.counterIn(registry, port, reason.name().toLowerCase(Locale.ROOT)));
        }
        OPEN.gaugeIn(registry, this::size, port);
    }

    enum Reason {
        HEAD_LATE,
        BODY_LATE,
        IDLE,
        CROWDED
    }

    long now() {
        return nanos.getAsLong();
    }

    void ended(Reason reason) {
        closed.get(reason).increment();
    }

    RefusedRequests refused() {
        return refused;
    }

    synchronized void enter(LimitedConnection connection) {
        strangers.add(connection);
        weigh(connection, connection.weight());
    }

    /** Whether a large head may be read now; the last part is for connections. */
    synchronized boolean hasRoomForHead() {
        return memory < limit - limit / 4;
    }

    /** It made progress, and takes so much memory from now on. */
    synchronized void progress(LimitedConnection connection, int weight) {
        if (strangers.remove(connection)) {
            strangers.add(connection);
            reweigh(connection, weight);
        }
    }

    synchronized void keep(LimitedConnection connection, int weight) {
        if (strangers.remove(connection)) {
            known.add(connection);
            reweigh(connection, weight);
        }
    }

    synchronized void leave(LimitedConnection connection) {
        if (ending.remove(connection)) {
            freeSoon -= connection.weight();
        } else {
            strangers.remove(connection);
            known.remove(connection);
        }
        memory -= connection.weight();
    }

    private void reweigh(LimitedConnection connection, int weight) {
        int more = weight - connection.weight();
        connection.weight(weight);
        weigh(connection, more);
    }

    private void weigh(LimitedConnection newest, int more) {
        memory += more;
        while (memory - freeSoon > limit && more > 0) {
            LimitedConnection victim = victim(newest);
            end(victim);
            if (victim == newest) {
                return;
            }
        }
    }

    private void end(LimitedConnection victim) {
        strangers.remove(victim);
        known.remove(victim);
        ending.add(victim);
        freeSoon += victim.weight();
        ended(Reason.CROWDED);
        victim.close();
    }

    /** The newest itself if ends take longer than others take to come. */
    private LimitedConnection victim(LimitedConnection newest) {
        if (freeSoon > limit / 8) {
            return newest;
        }
        LimitedConnection victim = first(strangers, newest);
        if (victim == null) {
            victim = longestIdle();
        }
        return victim == null ? newest : victim;
    }

    private static LimitedConnection first(Set<LimitedConnection> all, LimitedConnection except) {
        Iterator<LimitedConnection> eldest = all.iterator();
        LimitedConnection first = eldest.hasNext() ? eldest.next() : null;
        return first == except ? null : first;
    }

    private LimitedConnection longestIdle() {
        LimitedConnection longest = null;
        for (LimitedConnection connection : known) {
            if (connection.isIdle() && (longest == null || connection.since() - longest.since() < 0)) {
                longest = connection;
            }
        }
        return longest;
    }

    /** Ends those that are too late, and lets large heads go on where there is room again. */
    synchronized void sweep() {
        long now = now();
        boolean hasRoom = hasRoomForHead();
        strangers.forEach(connection -> connection.look(now, hasRoom));
        known.forEach(connection -> connection.look(now, false));
    }

    synchronized int size() {
        return strangers.size() + known.size();
    }

    synchronized long memory() {
        return memory;
    }
}
