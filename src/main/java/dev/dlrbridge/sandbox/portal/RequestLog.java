package dev.dlrbridge.sandbox.portal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.dlrbridge.sandbox.answer.Answer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/** The last 500 requests to portals and to the OAuth server, and posts of portals to applications; thread-safe. */
public final class RequestLog {
    private static final int MOST = 500;

    private final Deque<Entry> last = new ArrayDeque<>();
    private final Clock clock;
    private long count;

    public RequestLog(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param memberId the portal's, or empty where it is not known
     * @param name the method, or what is posted
     * @param details asked for when they are shown
     */
    public synchronized Entry begin(String memberId, Way way, String name, Supplier<?> details) {
        if (last.size() == MOST) {
            last.removeFirst();
        }
        var entry = new Entry(++count, clock.instant(), memberId, way, name, details);
        last.addLast(entry);
        return entry;
    }

    /** Those that came after the one with this number, and those that were not answered then; oldest first. */
    public synchronized List<Shown> after(long number, String memberId) {
        return last.stream()
                .filter(entry -> entry.number > number || entry.changed > number)
                .filter(entry -> memberId == null || memberId.equals(entry.memberId))
                .map(Entry::show)
                .toList();
    }

    /** Where the next ones come after. */
    public synchronized long number() {
        return count;
    }

    public synchronized void clear() {
        last.clear();
    }

    /** Who asked whom. */
    public enum Way {
        IN,
        OUT
    }

    /** One as it is shown; status and time are absent until it is answered. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Shown(
            long number,
            Instant at,
            String memberId,
            Way way,
            String name,
            Object details,
            Integer status,
            String error,
            Long milliseconds) {}

    /** One that may be under way still. */
    public final class Entry {
        private final long number;
        private final Instant at;
        private final String memberId;
        private final Way way;
        private final String name;
        private final Supplier<?> details;
        private Integer status;
        private String error;
        private Long milliseconds;
        private long changed;

        private Entry(long number, Instant at, String memberId, Way way, String name, Supplier<?> details) {
            this.number = number;
            this.at = at;
            this.memberId = memberId;
            this.way = way;
            this.name = name;
            this.details = details;
        }

        public void answered(Answer answer) {
            answered(answer.status(), answer.error().orElse(null));
        }

        /** @param code the HTTP status, or 0 where the connection ended without one */
        public void answered(int code, String errorCode) {
            synchronized (RequestLog.this) {
                status = code;
                error = errorCode;
                milliseconds = Duration.between(at, clock.instant()).toMillis();
                changed = ++count;
            }
        }

        private Shown show() {
            return new Shown(number, at, memberId, way, name, details.get(), status, error, milliseconds);
        }
    }
}
