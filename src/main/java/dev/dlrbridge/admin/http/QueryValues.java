package dev.dlrbridge.admin.http;

import dev.dlrbridge.admin.http.Problem.FieldError;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Query parameters that are more than texts. The framework would answer 404 for one that does not fit its type, as if
 * the address were wrong.
 */
public final class QueryValues {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private QueryValues() {}

    /** What a field of a form says; null when it was left empty. */
    public static String given(String text) {
        return text.isBlank() ? null : text.strip();
    }

    /** @throws InvalidFieldsException unless the value is null or a time such as {@code 2026-06-01T13:09:42Z} */
    public static Instant time(String name, String value) {
        return parsed(name, value, QueryValues::time, "must be a time like 2026-06-01T13:09:42Z");
    }

    /** Of years with four digits: not all others are times of the database's. */
    public static Instant time(String value) {
        Instant time = Instant.parse(value);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException("not in these ages");
        }
        return time;
    }

    /** @throws InvalidFieldsException unless the value is null or a UUID */
    public static UUID uuid(String name, String value) {
        return parsed(name, value, QueryValues::uuid, "must be a UUID");
    }

    /** The UUID that a part of a path is; null for any other text, which names nothing. */
    public static UUID uuidOrNull(String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** @throws InvalidFieldsException unless the value is null, {@code true} or {@code false} */
    public static Boolean flag(String name, String value) {
        return parsed(name, value, QueryValues::flag, "must be true or false");
    }

    /** Java takes {@code 1-1-1-1-1} for one, too. */
    private static UUID uuid(String value) {
        UUID uuid = UUID.fromString(value);
        if (!uuid.toString().equalsIgnoreCase(value)) {
            throw new IllegalArgumentException("no UUID");
        }
        return uuid;
    }

    private static Boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        };
    }

    static <T> T parsed(String name, String value, Function<String, T> parse, String error) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidFieldsException(List.of(new FieldError(name, error)));
        }
    }
}
