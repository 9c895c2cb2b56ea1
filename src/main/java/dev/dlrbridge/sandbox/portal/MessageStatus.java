package dev.dlrbridge.sandbox.portal;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/** The five words a portal accepts for a message, with the rank by which going back is recognised. */
public enum MessageStatus {
    QUEUED("queued", 0),
    SENT("sent", 1),
    DELIVERED("delivered", 3),
    UNDELIVERED("undelivered", 2),
    FAILED("failed", 2);

    private final String word;
    private final int rank;

    MessageStatus(String word, int rank) {
        this.word = word;
        this.rank = rank;
    }

    /** The word on the wire; portals compare it exactly, in lower case. */
    @JsonValue
    public String word() {
        return word;
    }

    /** Position in {@code queued < sent < undelivered = failed < delivered}; the portal itself ignores it. */
    public int rank() {
        return rank;
    }

    public static Optional<MessageStatus> of(String word) {
        for (var status : values()) {
            if (status.word.equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
