package dev.dlrbridge.forwarding;

import dev.dlrbridge.journal.DueMessage;
import java.util.List;

/**
 * How many repeats a portal's calls may hold beside first sends: one for twenty, so that messages which the portal will
 * never take cost the others next to nothing, and are not forgotten for ever either. Not thread-safe.
 */
final class RepeatTurns {
    private static final double FOR_EACH_FIRST_SEND = 1 / 20.0;

    /** What was saved up in a time without repeats is not spent in one call. */
    private static final double MOST = 2;

    private double saved;

    int available() {
        return (int) saved;
    }

    /** These messages go into calls. */
    void taken(List<DueMessage> messages) {
        long repeats = messages.stream().filter(DueMessage::isRepeat).count();
        double earned = (messages.size() - repeats) * FOR_EACH_FIRST_SEND;
        saved = Math.max(0, Math.min(MOST, saved + earned) - repeats);
    }
}
