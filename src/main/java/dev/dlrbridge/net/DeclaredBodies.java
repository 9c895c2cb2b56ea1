package dev.dlrbridge.net;

import io.micrometer.core.instrument.Counter;
import java.util.LinkedHashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The bodies of one kind that the framework reads or works on, and those that wait for room. While any waits, those end
 * that had time to come as a whole and have not, the oldest first; then the newest is next. So who sends slowly keeps out
 * nobody.
 */
final class DeclaredBodies {
    /** Each takes a connection, which ends by itself when the time for a body is over. */
    private static final int MOST_WAITING = 4_000;

    private final BodyMemory memory;
    private final long limit;
    private final Counter refused;
    /** The oldest are first. */
    private final Set<DeclaredBody> bodies = new LinkedHashSet<>();

    private final NavigableMap<Long, DeclaredBody> waiting = new TreeMap<>();
    private long came;
    private long taken;

    /** @param limit in bytes, of all of the kind together */
    DeclaredBodies(BodyMemory memory, long limit, Counter refused) {
        this.memory = memory;
        this.limit = limit;
        this.refused = refused;
    }

    /** @return what removes the body again, in whatever state it is then */
    synchronized Runnable add(DeclaredBody body) {
        long number = came++;
        if (take(body)) {
            body.read(this::makeRoom);
        } else if (bodies.isEmpty() || waiting.size() == MOST_WAITING) {
            refused.increment();
            body.refuse();
        } else {
            body.hold();
            waiting.put(number, body);
            bodies.stream().filter(DeclaredBody::isStalled).findFirst().ifPresent(DeclaredBody::end);
        }
        return () -> remove(number, body);
    }

    private synchronized void remove(long number, DeclaredBody body) {
        waiting.remove(number);
        if (bodies.remove(body)) {
            taken -= body.length();
            memory.giveBack(this, body.length());
            while (!waiting.isEmpty() && take(waiting.lastEntry().getValue())) {
                waiting.pollLastEntry().getValue().read(this::makeRoom);
            }
        }
    }

    private synchronized void makeRoom() {
        bodies.stream().filter(DeclaredBody::isStalled).limit(waiting.size()).forEach(DeclaredBody::end);
    }

    private boolean take(DeclaredBody body) {
        boolean fits = taken + body.length() <= limit && memory.take(this, body.length());
        if (fits) {
            taken += body.length();
            bodies.add(body);
        }
        return fits;
    }
}
