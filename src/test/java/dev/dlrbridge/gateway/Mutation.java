package dev.dlrbridge.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dlrbridge.testing.Callbacks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A request in which every field with one of some values has another value, or is gone if that is null. */
record Mutation(Set<String> values, String replacement) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All values of a raw status, which may be joined of several. */
    static Mutation of(String rawStatus, String replacement) {
        Set<String> values = new HashSet<>(Set.of(rawStatus.split("/")));
        values.add(rawStatus);
        return new Mutation(values, replacement);
    }

    Callback of(Callback callback) {
        String query = callback.rawQuery() == null ? null : form(callback.query());
        return Callbacks.of(
                callback.method(),
                callback.url(),
                query,
                callback.headers(),
                body(callback).getBytes(StandardCharsets.UTF_8));
    }

    private String body(Callback callback) {
        String body = new String(callback.body(), StandardCharsets.UTF_8);
        boolean isForm = "application/x-www-form-urlencoded".equals(callback.mediaType());
        return isForm ? form(callback.form()) : text(body);
    }

    private String form(Parameters parameters) {
        return parameters.pairs().stream()
                .map(pair -> new Parameters.Parameter(pair.name(), text(pair.value())))
                .filter(pair -> !pair.value().isEmpty())
                .map(pair -> URLEncoder.encode(pair.name(), StandardCharsets.UTF_8)
                        + '='
                        + URLEncoder.encode(pair.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String text(String text) {
        if (values.contains(text)) {
            return replacement == null ? "" : replacement;
        }
        try {
            JsonNode json = JSON.readTree(text);
            return json.isContainerNode() ? node(json).toString() : text;
        } catch (JsonProcessingException e) {
            return inText(text);
        }
    }

    /** Multipart, XML, receipts and lines of text: between what stands around words there. */
    private String inText(String text) {
        String changed = text;
        for (String value : values) {
            for (String around : List.of("\r\n%s\r\n", ">%s<", "=\"%s\"", "stat:%s ", "\n%s\n", "<%s>", "</%s>")) {
                changed = changed.replace(
                        around.formatted(value), around.formatted(replacement == null ? "" : replacement));
            }
        }
        return changed;
    }

    private JsonNode node(JsonNode node) {
        if (node instanceof ArrayNode list) {
            List<JsonNode> items = new ArrayList<>();
            list.forEach(item -> items.add(node(item)));
            return list.removeAll().addAll(items);
        }
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : List.copyOf(object.properties())) {
                boolean isGone =
                        replacement == null && values.contains(member.getValue().asText());
                object.set(member.getKey(), isGone ? null : node(member.getValue()));
            }
            return object;
        }
        return node.isTextual() || values.contains(node.asText()) ? new TextNode(text(node.asText())) : node;
    }
}
