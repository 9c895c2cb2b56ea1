package dev.dlrbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/** Values that fit a schema of the OpenAPI document, and values that hardly fit any. */
final class SchemaValues {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DEEPEST = 6;
    private static final List<String> TEXTS = List.of(
            "a",
            "1",
            "100",
            "sent",
            "rejected",
            "name-1",
            "A b",
            "\u00e4\u6f22\ud83d\ude00",
            "0123456789abcdef0123456789abcdef",
            "P1D");
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\ud800",
            "\r\n",
            "'; --",
            "../..",
            "%00",
            "\u202e",
            "-1",
            "9999999999999999999",
            "1e999999999",
            "NaN",
            "+1000000000-01-01T00:00:00Z",
            "2026-13-45T99:99:99Z",
            "P999999999999D",
            "[0-9a-f]{32}".repeat(20),
            "x".repeat(5_000));
    private static final List<String> ODD_JSON = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e400",
            "1e-400",
            "99999999999999999999",
            "0.1",
            "[]",
            "{}",
            "[null]",
            "{\"\":null}",
            "[".repeat(200) + "]".repeat(200),
            "[[[[{\"a\":[{}]}]]]]");

    private final JsonNode document;
    private final Random random;

    /** What is known to be there, by the name of the property or parameter. */
    private final Map<String, List<String>> known;

    private boolean complete;

    SchemaValues(JsonNode document, Random random, Map<String, List<String>> known) {
        this.document = document;
        this.random = random;
        this.known = known;
    }

    JsonNode fitting(String name, JsonNode schema) {
        return fitting(name, schema, 0);
    }

    /** The same with all that it may have, and one of each list. */
    JsonNode complete(JsonNode schema) {
        complete = true;
        JsonNode value = fitting("", schema);
        complete = false;
        return value;
    }

    String oddText() {
        return pick(ODD_TEXTS);
    }

    /** May not even be a value of the kind that a database or a number type has. */
    JsonNode odd() {
        return random.nextBoolean() ? NODES.textNode(oddText()) : NODES.rawValueNode(new RawValue(pick(ODD_JSON)));
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private JsonNode fitting(String name, JsonNode given, int depth) {
        JsonNode schema = resolved(given);
        if (known.containsKey(name) && random.nextInt(10) > 0) {
            return NODES.textNode(pick(known.get(name)));
        }
        if (!complete && !schema.path("examples").isEmpty() && random.nextBoolean()) {
            return example(schema.path("examples").get(0));
        }
        if (schema.has("enum")) {
            return schema.path("enum").get(random.nextInt(schema.path("enum").size()));
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(name, schema, depth);
            case "integer", "number" -> NODES.numberNode(random.nextInt(1000));
            case "boolean" -> NODES.booleanNode(random.nextBoolean());
            default -> NODES.textNode(text(schema));
        };
    }

    private JsonNode example(JsonNode given) {
        JsonNode example = given.deepCopy();
        if (example instanceof ObjectNode object) {
            known.forEach((name, texts) -> {
                if (object.has(name)) {
                    object.put(name, pick(texts));
                }
            });
        }
        return example;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = NODES.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        schema.path("properties").properties().forEach(property -> {
            if (complete || required.contains(property.getKey()) || random.nextBoolean()) {
                object.set(property.getKey(), fitting(property.getKey(), property.getValue(), depth + 1));
            }
        });
        JsonNode others = schema.path("additionalProperties");
        for (int count = others.isObject() && depth < DEEPEST ? count(3) : 0; count > 0; count--) {
            object.set(pick(TEXTS), fitting("", others, depth + 1));
        }
        return object;
    }

    private ArrayNode array(String name, JsonNode schema, int depth) {
        ArrayNode array = NODES.arrayNode();
        for (int count = depth < DEEPEST ? count(4) : 0; count > 0; count--) {
            array.add(fitting(name, schema.path("items"), depth + 1));
        }
        return array;
    }

    private int count(int below) {
        return complete ? 1 : random.nextInt(below);
    }

    /** Where there is a pattern, one of its alternatives or of the usual texts; nothing that fits is no misfortune. */
    private String text(JsonNode schema) {
        String pattern = schema.path("pattern").asText("");
        String format = schema.path("format").asText("");
        List<String> candidates = new ArrayList<>(TEXTS);
        candidates.addAll(List.of(pattern.split("\\|")));
        if (!pattern.isEmpty()) {
            Pattern permitted = Pattern.compile(pattern);
            candidates.removeIf(candidate -> !permitted.matcher(candidate).matches());
        }
        return switch (format) {
            case "date-time" -> pick(List.of("2099-01-01T00:00:00Z", "2026-06-01T13:09:42.5+03:00"));
            case "uuid" ->
                pick(List.of("00000000-0000-0000-0000-000000000000", "123e4567-e89b-12d3-a456-426614174000"));
            case "uri" -> "https://portal.invalid/rest/";
            default -> candidates.isEmpty() ? "a" : pick(candidates);
        };
    }

    private JsonNode resolved(JsonNode schema) {
        String reference = schema.path("$ref").asText("");
        if (!reference.isEmpty()) {
            return resolved(document.at(reference.substring(1)));
        }
        JsonNode one = schema.path("anyOf").isEmpty() ? schema.path("allOf") : schema.path("anyOf");
        return one.isEmpty() ? schema : resolved(one.get(0));
    }

    /** Of several, the first that is not null. */
    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (!type.isArray()) {
            return type.asText();
        }
        for (JsonNode each : type) {
            if (!each.asText().equals("null")) {
                return each.asText();
            }
        }
        return "";
    }
}
