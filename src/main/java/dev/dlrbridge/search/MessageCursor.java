package dev.dlrbridge.search;

import java.time.Instant;
import java.util.UUID;

/** Where a page of messages ended: they come the newest first, and in the order of their keys within a moment. */
public record MessageCursor(Instant time, UUID portalId, String messageId) {
    /** Before the first page. */
    public static final MessageCursor NONE = new MessageCursor(null, null, null);

    /** Throws IllegalArgumentException or DateTimeException for a key that was made up. */
    public static MessageCursor of(String key) {
        String[] parts = key.split(" ", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("no key");
        }
        return new MessageCursor(Instant.parse(parts[0]), UUID.fromString(parts[1]), parts[2]);
    }

    public String key() {
        return time + " " + portalId + " " + messageId;
    }
}
