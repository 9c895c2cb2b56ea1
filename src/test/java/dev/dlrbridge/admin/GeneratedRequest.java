package dev.dlrbridge.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dlrbridge.admin.ApiOperation.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One request made of the OpenAPI document: as described there, or with one thing wrong. */
final class GeneratedRequest {
    private static final List<String> ODD_SEGMENTS =
            List.of("%00", "%2F", "%2e%2e", "%C3%28", "%F0%9F%98%80", "a%0Ab", "+", ";a=b", "x".repeat(500), "%25");
    private static final List<String> ODD_BODIES =
            List.of("", "null", "[]", "\"\"", "{", "{\"a\":", "{}{}", "\ufeff{}", "{\"a\":1,\"a\":2}", "<a/>", "NaN");
    private static final List<String> MEDIA_TYPES = List.of(
            "text/plain", "application/xml", "application/json; charset=utf-16", "multipart/form-data", "*/*", "x");
    private static final byte[] NO_UTF8 = {'{', '"', (byte) 0xc3, (byte) 0x28, '"', ':', '1', '}'};

    private final ApiOperation operation;
    private final SchemaValues values;
    private final Random random;
    private String path;
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> headers = new TreeMap<>();
    private byte[] body = new byte[0];

    GeneratedRequest(ApiOperation operation, SchemaValues values, Map<String, List<String>> places, Random random) {
        this.operation = operation;
        this.values = values;
        this.random = random;
        this.path = operation.path();
        for (Parameter parameter : operation.parameters()) {
            add(parameter, places);
        }
        headers.put("Content-Type", "application/json");
        JsonNode content = operation.hasBody() ? values.fitting("", operation.body()) : null;
        boolean wrong = random.nextInt(5) < 2;
        if (wrong) {
            spoil(content);
        } else if (content != null) {
            body = bytes(content);
        }
    }

    String method() {
        return operation.method();
    }

    String pathAndQuery() {
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    /** Names and values in turn. */
    String[] headers() {
        return headers.entrySet().stream()
                .flatMap(header -> List.of(header.getKey(), header.getValue()).stream())
                .toArray(String[]::new);
    }

    byte[] body() {
        return body;
    }

    /** @param places what is known to be in a collection, by the last word of its address */
    private void add(Parameter parameter, Map<String, List<String>> places) {
        if (parameter.in().equals("path")) {
            String placeholder = "{" + parameter.name() + "}";
            String before = path.substring(0, path.indexOf(placeholder) - 1);
            List<String> there = places.getOrDefault(before.substring(before.lastIndexOf('/') + 1), List.of());
            String value = there.isEmpty() || random.nextInt(10) == 0
                    ? values.fitting(parameter.name(), parameter.schema()).asText()
                    : values.pick(there);
            path = path.replace(placeholder, encoded(value));
        } else if (parameter.required() || random.nextBoolean()) {
            String value = values.fitting(parameter.name(), parameter.schema()).asText();
            if (parameter.in().equals("query")) {
                query.add(parameter.name() + "=" + encoded(value));
            } else {
                headers.put(parameter.name(), value.chars().allMatch(c -> c > ' ' && c < 127) ? value : "\"x\"");
            }
        }
    }

    private void spoil(JsonNode content) {
        if (content != null) {
            body = bytes(content);
        }
        switch (random.nextInt(content == null ? 4 : 9)) {
            case 0 -> spoilPath();
            case 1 -> {
                String name = operation.parameters().isEmpty()
                        ? "after"
                        : values.pick(operation.parameters()).name();
                query.add(encoded(name) + "=" + encoded(values.oddText()));
            }
            case 2 ->
                headers.put(
                        values.pick(List.of("If-Match", "Accept", "X-Forwarded-For")),
                        values.pick(List.of("\"", "W/\"1\"", "text/html", "*", ",,,", "999.1.1.1")));
            case 3 -> {
                headers.put("Content-Type", values.pick(MEDIA_TYPES));
                body = body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body;
            }
            case 4 -> body = values.pick(ODD_BODIES).getBytes(StandardCharsets.UTF_8);
            case 5 -> body = random.nextBoolean() ? NO_UTF8 : Arrays.copyOf(body, random.nextInt(body.length));
            default -> body = bytes(spoiled(content));
        }
    }

    private void spoilPath() {
        int slash = path.lastIndexOf('/');
        path = path.substring(0, slash + 1) + values.pick(ODD_SEGMENTS);
    }

    /** With something odd in place of one value, one value less, or one more. */
    private JsonNode spoiled(JsonNode content) {
        if (content instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            return array.set(index, random.nextBoolean() ? values.odd() : spoiled(array.get(index)));
        }
        if (!(content instanceof ObjectNode object) || object.isEmpty()) {
            return values.odd();
        }
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = values.pick(names);
        return switch (random.nextInt(5)) {
            case 0 -> object.without(name);
            case 1 -> object.set(values.oddText(), values.odd());
            case 2 -> object.set(name, spoiled(object.get(name)));
            default -> object.set(name, values.odd());
        };
    }

    private static byte[] bytes(JsonNode content) {
        return content.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return method() + " " + pathAndQuery() + " " + headers + "\n" + new String(body, StandardCharsets.UTF_8);
    }
}
