package dev.dlrbridge.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param after cursor for the next page, opaque; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Page<T>(List<T> items, String after) {
    static final String NO_CURSOR = "is not a cursor of this list";

    /** 1 to 1000; a text, since the framework takes an address with a wrong number for an unknown one. */
    static final String LIMIT = "[1-9][0-9]{0,2}|1000";

    static <T> Page<T> last(List<T> items) {
        return new Page<>(items, null);
    }

    /** @param found one item more than the limit when there is a next page */
    static <T> Page<T> of(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return last(found);
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, cursor(key.apply(items.get(limit - 1))));
    }

    /** The key that a cursor stands for; empty for none. */
    static String key(String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return "";
        }
        try {
            return known(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldsException(List.of(new Problem.FieldError("after", NO_CURSOR)));
        }
    }

    private static String known(String key) {
        if (!PlainQuery.isPlain(key)) {
            throw new IllegalArgumentException("no key");
        }
        return key;
    }

    static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
