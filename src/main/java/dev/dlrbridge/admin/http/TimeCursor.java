package dev.dlrbridge.admin.http;

import java.time.Instant;
import java.util.UUID;

/** Where a page of a list ended that is in the order of time, and of ids within a moment; nulls before the first page. */
public record TimeCursor(Instant time, UUID id) {
    public static final TimeCursor NONE = new TimeCursor(null, null);

    public static String key(Instant time, UUID id) {
        return time + " " + id;
    }

    /** Throws IllegalArgumentException or DateTimeException for a key that was made up. */
    public static TimeCursor of(String key) {
        String[] parts = key.split(" ", 2);
        return new TimeCursor(QueryValues.time(parts[0]), UUID.fromString(parts[parts.length - 1]));
    }
}
