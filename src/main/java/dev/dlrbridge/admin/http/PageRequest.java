package dev.dlrbridge.admin.http;

import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;

/** Which page of a list is wanted: the query parameters that all lists have in common. */
public class PageRequest {
    private static final String NO_CURSOR = "is not a cursor of this list";
    private static final UUID FIRST = new UUID(0, 0);

    /** The cursor of the page before. */
    @RestQuery
    public String after;

    /** 1 to 1000; a text, since the framework takes an address with a wrong number for an unknown one. */
    @RestQuery
    @DefaultValue("100")
    @Pattern(regexp = "[1-9][0-9]{0,2}|1000")
    String limit;

    /** The key that the cursor stands for; empty for none. */
    public String key() {
        if (after == null || after.isEmpty()) {
            return "";
        }
        return QueryValues.parsed("after", after, PageRequest::decoded, NO_CURSOR);
    }

    /** What the key says. */
    public <K> K key(Function<String, K> parse, K none) {
        String key = key();
        return key.isEmpty() ? none : QueryValues.parsed("after", key, parse, NO_CURSOR);
    }

    /** The id that the key is; all zeros, before every other, for none. */
    public UUID id() {
        return key(UUID::fromString, FIRST);
    }

    /** As many items as are wanted. */
    public int size() {
        return Integer.parseInt(limit);
    }

    /** One item more than the page has, by which it is known whether there is a next one. */
    public int items() {
        return size() + 1;
    }

    /** @param found as many as {@link #items()} when there is a next page */
    public <T> Page<T> of(List<T> found, Function<T, String> key) {
        if (found.size() < items()) {
            return Page.last(found);
        }
        List<T> shown = found.subList(0, found.size() - 1);
        return Page.of(shown, key.apply(shown.get(shown.size() - 1)));
    }

    private static String decoded(String cursor) {
        String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        if (!PlainQuery.isPlain(key)) {
            throw new IllegalArgumentException("no key");
        }
        return key;
    }

    static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
