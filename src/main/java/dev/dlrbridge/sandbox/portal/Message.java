package dev.dlrbridge.sandbox.portal;

/** One message of a portal: last write wins, the same status again changes nothing. */
public final class Message {
    public final String id;
    public final int authorId;
    /** Later ones have higher ones. */
    final long number;

    private final long visibleAt;
    private long sentAt;
    private MessageStatus status;
    private long updates;
    private boolean wentBack;
    private boolean asked;
    private History history;

    Message(MessageSettings settings, long nowMillis, long number) {
        this.number = number;
        id = settings.id();
        authorId = settings.authorId();
        visibleAt = nowMillis + settings.visibleAfterMs();
        sentAt = settings.sentAfterMs() < 0 ? Long.MAX_VALUE : nowMillis + settings.sentAfterMs();
        status = MessageStatus.of(settings.status()).orElseThrow();
    }

    boolean isVisible(long nowMillis) {
        return nowMillis >= visibleAt;
    }

    /** Whether nobody has asked for it before. */
    public synchronized boolean isAskedFirst() {
        var first = !asked;
        asked = true;
        return first;
    }

    /** Sets the status as a portal does: whatever it was before; returns whether it changed. */
    public synchronized boolean update(MessageStatus next, long nowMicros, long call) {
        overwriteWithSent(nowMicros / 1_000);
        updates++;
        return change(next, nowMicros, call);
    }

    public synchronized MessageView view(long nowMillis) {
        overwriteWithSent(nowMillis);
        var entries = history == null ? java.util.List.<AppliedStatus>of() : history.entries();
        return new MessageView(id, status, authorId, updates, wentBack, entries);
    }

    public synchronized MessageStatus status(long nowMillis) {
        overwriteWithSent(nowMillis);
        return status;
    }

    // The queue path of a portal sets SENT after the handler call was queued, over an early final status.
    private void overwriteWithSent(long nowMillis) {
        if (nowMillis >= sentAt) {
            var at = sentAt;
            sentAt = Long.MAX_VALUE;
            var wentBackBefore = wentBack;
            change(MessageStatus.SENT, at * 1_000, 0);
            wentBack = wentBackBefore; // the portal's own doing, not a caller's
        }
    }

    private boolean change(MessageStatus next, long atMicros, long call) {
        if (next == status) {
            return false;
        }
        wentBack |= next.rank() < status.rank();
        status = next;
        if (history == null) {
            history = new History();
        }
        history.add(next, atMicros, call);
        return true;
    }
}
