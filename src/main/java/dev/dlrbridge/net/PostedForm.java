package dev.dlrbridge.net;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A form as Bitrix24 posts it: PHP's bracket keys, all values texts, and fields that come and go with the version. */
public final class PostedForm {
    private static final int LONGEST = 512;
    private static final int MOST_FIELDS = 1_000;

    private final Map<String, List<String>> fields;

    private PostedForm(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /** @param body which anyone may have written; one that is no form has no fields */
    public static PostedForm of(byte[] body) {
        String text = body == null ? "" : new String(body, StandardCharsets.UTF_8);
        try {
            return new PostedForm(
                    new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MOST_FIELDS, true).parameters());
        } catch (IllegalArgumentException noForm) {
            return new PostedForm(Map.of());
        }
    }

    public boolean has(String field) {
        return fields.containsKey(field);
    }

    /** The first value, whatever is in it. */
    public Optional<String> raw(String field) {
        return fields.getOrDefault(field, List.of()).stream().findFirst();
    }

    /** The same, if it is a word or the like: the database takes no NUL, and no such field holds a control character. */
    public Optional<String> text(String field) {
        return raw(field)
                .filter(text -> !text.isBlank() && text.length() <= LONGEST)
                .filter(text -> text.chars().noneMatch(Character::isISOControl));
    }
}
