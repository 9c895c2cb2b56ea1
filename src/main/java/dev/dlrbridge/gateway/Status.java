package dev.dlrbridge.gateway;

import java.util.Locale;
import java.util.Optional;

/**
 * The five delivery statuses Bitrix24 knows, see
 * <a href="https://apidocs.bitrix24.com/api-reference/messageservice/messageservice-message-status-update.html">
 * messageservice.message.status.update</a>.
 */
public enum Status {
    QUEUED(1),
    SENT(2),
    UNDELIVERED(3),
    FAILED(3),
    DELIVERED(4);

    private final int rank;
    private final String word;

    Status(int rank) {
        this.rank = rank;
        this.word = name().toLowerCase(Locale.ROOT);
    }

    /** Order of statuses, 1 to 4: a message only ever moves to a higher rank. */
    public int rank() {
        return rank;
    }

    /** The status as Bitrix24 spells it, in lower case. */
    public String word() {
        return word;
    }

    /** The status that Bitrix24 spells so; empty for any other word. */
    public static Optional<Status> ofWord(String word) {
        for (Status status : values()) {
            if (status.word.equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
