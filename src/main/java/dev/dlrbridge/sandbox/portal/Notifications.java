package dev.dlrbridge.sandbox.portal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the portal's users have been notified of: the last 100; thread-safe. */
public final class Notifications {
    private static final int MOST = 100;

    private final Deque<Notification> last = new ArrayDeque<>();
    private int count;

    /**
     * One, as its receiver sees it.
     *
     * @param tag of the application; a later one with the same takes this one's place; empty for none
     */
    public record Notification(int id, Instant at, int userId, String clientId, String message, String tag) {}

    /** Returns the id. */
    public synchronized int add(Instant at, int userId, String clientId, String message, String tag) {
        last.removeIf(earlier -> !tag.isEmpty()
                && earlier.tag().equals(tag)
                && earlier.clientId().equals(clientId)
                && earlier.userId() == userId);
        if (last.size() == MOST) {
            last.removeFirst();
        }
        last.addLast(new Notification(++count, at, userId, clientId, message, tag));
        return count;
    }

    public synchronized List<Notification> list() {
        return List.copyOf(last);
    }
}
