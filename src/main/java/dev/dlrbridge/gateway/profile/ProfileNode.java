package dev.dlrbridge.gateway.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/** One mapping in a profile: notes each error with its field and goes on, so that all are found at once. */
final class ProfileNode {
    private final String fileName;
    private final String path;
    private final JsonNode node;
    private final List<ProfileError> errors;
    private final Set<String> asked = new HashSet<>();

    ProfileNode(String fileName, String path, JsonNode node, List<ProfileError> errors) {
        this.fileName = fileName;
        this.path = path;
        this.errors = errors;
        this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
        if (!node.isObject()) {
            errors.add(new ProfileError(fileName, path.isEmpty() ? "(file)" : path, "must be a mapping"));
        }
    }

    /** The text, or null if it is absent; unquoted numbers are refused, since YAML changes some. */
    String optionalText(String key) {
        JsonNode value = value(key);
        return value == null ? null : text(value, key);
    }

    /** The text, or an empty one after an error. */
    String text(String key) {
        String text = optionalText(key);
        require(key);
        return text == null ? "" : text.strip();
    }

    /** Notes an error if the key is absent. */
    void require(String key) {
        if (!node.hasNonNull(key)) {
            error(key, "is missing");
        }
    }

    /** What the function makes of the text; empty if it is absent or the function refuses it. */
    <T> Optional<T> converted(String key, Function<String, T> function) {
        String text = optionalText(key);
        return text == null ? Optional.empty() : convert(key, text, function);
    }

    /** One text or a list of texts; empty if absent. */
    List<String> texts(String key) {
        return items(key, (item, field) -> text(item, field));
    }

    /** A whole number from 0, or none after an error. */
    OptionalInt number(String key) {
        JsonNode value = value(key);
        String digits = value == null ? "" : value.asText();
        if (digits.isEmpty() || digits.length() > 9 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            error(key, value == null ? "is missing" : "must be a whole number");
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(digits));
    }

    boolean flag(String key) {
        JsonNode value = value(key);
        if (value != null && !value.isBoolean()) {
            error(key, "must be true or false");
        }
        return value != null && value.booleanValue();
    }

    /** The mapping; an empty one if it is absent. */
    ProfileNode mapping(String key) {
        JsonNode value = value(key);
        return new ProfileNode(
                fileName, field(key), value == null ? JsonNodeFactory.instance.objectNode() : value, errors);
    }

    /** One mapping or a list of them; empty if absent. */
    List<ProfileNode> mappings(String key) {
        return items(key, (item, field) -> new ProfileNode(fileName, field(field), item, errors));
    }

    /** What the function makes of one item or of each in a list; null results, after an error, are left out. */
    <T> List<T> items(String key, ItemReader<T> reader) {
        JsonNode value = value(key);
        if (value == null) {
            return List.of();
        }
        List<T> items = new ArrayList<>();
        int size = value.isArray() ? value.size() : 1;
        for (int index = 0; index < size; index++) {
            T item = value.isArray() ? reader.read(value.get(index), key + "[" + index + "]") : reader.read(value, key);
            if (item != null) {
                items.add(item);
            }
        }
        return List.copyOf(items);
    }

    /** Reads one item; the field is for errors. */
    interface ItemReader<T> {
        T read(JsonNode item, String field);
    }

    /** Notes IllegalArgumentException's text as the field's error. */
    <T> Optional<T> convert(String field, String text, Function<String, T> function) {
        try {
            return Optional.of(function.apply(text));
        } catch (IllegalArgumentException e) {
            error(field, e.getMessage());
            return Optional.empty();
        }
    }

    /** The text of an item, or null after an error. */
    String text(JsonNode value, String field) {
        if (!value.isTextual()) {
            error(field, "must be a text, in quotes if it looks like a number");
            return null;
        }
        return value.textValue();
    }

    ProfileNode mapping(JsonNode value, String field) {
        return new ProfileNode(fileName, field(field), value, errors);
    }

    /** Whether the key is there, with any value. */
    boolean has(String key) {
        return value(key) != null;
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    void error(String field, String error) {
        errors.add(new ProfileError(fileName, field(field), error));
    }

    /** To be called last: every key nobody asked for is an error. */
    void refuseOthers() {
        for (String key : keys()) {
            if (!asked.contains(key)) {
                error(key, "is unknown");
            }
        }
    }

    private JsonNode value(String key) {
        asked.add(key);
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private String field(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
