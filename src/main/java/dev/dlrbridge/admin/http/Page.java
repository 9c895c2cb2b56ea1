package dev.dlrbridge.admin.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * One page of a list.
 *
 * @param after cursor for the next page, opaque; absent on the last page
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, String after) {
    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, null);
    }

    /** @param key with which the next page begins; null when there is none */
    public static <T> Page<T> of(List<T> items, String key) {
        return new Page<>(items, key == null ? null : PageRequest.encoded(key));
    }
}
