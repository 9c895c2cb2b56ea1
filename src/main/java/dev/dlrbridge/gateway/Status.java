package dev.dlrbridge.gateway;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/**
 * The five delivery statuses Bitrix24 knows, see
 * <a href="https://apidocs.bitrix24.com/api-reference/messageservice/messageservice-message-status-update.html">
 * messageservice.message.status.update</a>.
 */
public enum Status {
    QUEUED,
    SENT,
    UNDELIVERED,
    FAILED,
    DELIVERED;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The status as Bitrix24 spells it, in lower case. */
    @JsonValue
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
