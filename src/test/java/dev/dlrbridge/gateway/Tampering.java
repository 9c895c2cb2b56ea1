package dev.dlrbridge.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dlrbridge.gateway.Parameters.Parameter;
import dev.dlrbridge.testing.Callbacks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** Requests that are a given one with a value added, repeated, changed, moved or left out. */
final class Tampering {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Callback original;
    private final List<Parameter> query;
    private final List<Parameter> form;
    private final JsonNode json;
    private final Map<String, Callback> requests = new LinkedHashMap<>();

    private Tampering(Callback original) {
        this.original = original;
        this.query = original.query().pairs();
        this.form = original.form().pairs();
        this.json = original.json() != null && original.json().isContainerNode() ? original.json() : null;
    }

    /**
     * The requests, by what was done.
     *
     * @param places names of parameters, headers and members, and JSON pointers, where values are read
     * @param values to put there
     */
    static Map<String, Callback> each(Callback original, Set<String> places, Set<String> values) {
        Tampering tampering = new Tampering(original);
        for (String place : places) {
            for (String value : values) {
                tampering.addAt(place.startsWith("/") ? place : "/" + place, value);
                tampering.add(place.substring(place.lastIndexOf('/') + 1), value);
            }
        }
        tampering.move();
        tampering.reorder();
        tampering.declareOtherwise();
        Omission.each(original).forEach(tampering::putWithAddress);
        return tampering.requests;
    }

    private void add(String name, String value) {
        Parameter added = new Parameter(name, value);
        putQuery("first in the query: " + added, joined(List.of(added), query));
        putQuery("last in the query: " + added, joined(query, List.of(added)));
        put("in the headers: " + added, withHeader(name, value), original.body());
        if (original.isForm()) {
            putForm("first in the form: " + added, joined(List.of(added), form));
            putForm("last in the form: " + added, joined(form, List.of(added)));
            putForm("changed in the form: " + added, joined(without(form, name), List.of(added)));
        } else {
            putForm("the form instead of the body: " + added, List.of(added));
        }
        putQuery("changed in the query: " + added, joined(without(query, name), List.of(added)));
        if (json instanceof ObjectNode) {
            String text = new String(original.body(), StandardCharsets.UTF_8);
            String member = "\"" + name + "\":" + new TextNode(value);
            putBody("repeated before: " + member, text.replaceFirst("\\{", "{" + quoted(member) + ","));
            putBody("repeated behind: " + member, text.replaceFirst("}\\s*$", "," + quoted(member) + "}"));
        }
        if (original.body().length == 0) {
            put(
                    "JSON beside: " + added,
                    withHeader("Content-Type", "application/json"),
                    bytes("{\"" + name + "\":" + new TextNode(value) + "}"));
        }
    }

    private void addAt(String pointer, String value) {
        if (json == null) {
            return;
        }
        ObjectNode inElement = JsonNodeFactory.instance.objectNode().put("#text", value);
        ArrayNode inList = JsonNodeFactory.instance.arrayNode().add(value);
        for (JsonNode node : List.of(new TextNode(value), inElement, inList)) {
            JsonNode copy = json.deepCopy();
            set(copy.isArray() ? copy.path(0) : copy, pointer.substring(1).split("/"), node);
            putBody("at " + pointer + ": " + node, copy.toString());
        }
    }

    private static void set(JsonNode at, String[] steps, JsonNode value) {
        JsonNode parent = at;
        for (int step = 0; step < steps.length - 1 && parent instanceof ObjectNode object; step++) {
            JsonNode next = object.path(steps[step]);
            parent = next.isArray() ? next.path(0) : next.isObject() ? next : object.putObject(steps[step]);
        }
        if (parent instanceof ObjectNode object) {
            object.set(steps[steps.length - 1], value);
        }
    }

    private void move() {
        for (Parameter pair : query) {
            String rest = encoded(without(query, pair.name()));
            put(
                    "from the query to the form: " + pair,
                    rest,
                    with("Content-Type", FORM),
                    bytes(encoded(joined(form, List.of(pair)))));
            put("from the query to the headers: " + pair, rest, with(pair.name(), pair.value()), original.body());
        }
        for (Parameter pair : form) {
            byte[] rest = bytes(encoded(without(form, pair.name())));
            put("from the form to the query: " + pair, encoded(joined(query, List.of(pair))), original.headers(), rest);
            put("from the form to the headers: " + pair, original.rawQuery(), with(pair.name(), pair.value()), rest);
        }
        if (json instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                ObjectNode rest = object.deepCopy().without(member.getKey());
                Parameter moved = new Parameter(member.getKey(), text(member.getValue()));
                put(
                        "from JSON to the query: " + moved,
                        encoded(joined(query, List.of(moved))),
                        original.headers(),
                        bytes(rest.toString()));
            }
        }
    }

    private void reorder() {
        putQuery("query the other way round", reversed(query));
        if (!form.isEmpty()) {
            putForm("form the other way round", reversed(form));
        }
    }

    private void declareOtherwise() {
        for (String type :
                List.of(FORM, "application/json", "text/plain", "application/xml", "multipart/form-data; boundary=x")) {
            put("declared " + type, with("Content-Type", type), original.body());
        }
        Map<String, List<String>> undeclared = new TreeMap<>(original.headers());
        undeclared.remove("content-type");
        put("not declared", undeclared, original.body());
        String own = original.mediaType() == null ? "text/plain" : original.mediaType();
        for (String charset : List.of("GBK", "Shift_JIS", "Big5", "UTF-16", "windows-1251", "none")) {
            put("in " + charset, with("Content-Type", own + "; charset=" + charset), original.body());
        }
        for (String coding : List.of("gzip", "deflate")) {
            put("as if in " + coding, with("Content-Encoding", coding), original.body());
        }
    }

    private void putWithAddress(String what, Callback callback) {
        put("without " + what, callback.rawQuery(), callback.headers(), callback.body());
    }

    private void putQuery(String what, List<Parameter> pairs) {
        put(what, encoded(pairs), original.headers(), original.body());
    }

    private void putForm(String what, List<Parameter> pairs) {
        put(what, with("Content-Type", FORM), bytes(encoded(pairs)));
    }

    private void putBody(String what, String body) {
        put(what, original.headers(), bytes(body));
    }

    private void put(String what, Map<String, List<String>> headers, byte[] body) {
        put(what, original.rawQuery(), headers, body);
    }

    private void put(String what, String rawQuery, Map<String, List<String>> headers, byte[] body) {
        String address = original.url().split("\\?", 2)[0] + (rawQuery == null ? "" : "?" + rawQuery);
        requests.put(what, Callbacks.of(original.method(), address, rawQuery, headers, body));
    }

    private Map<String, List<String>> withHeader(String name, String value) {
        return name.isBlank() ? original.headers() : with(name, value);
    }

    private Map<String, List<String>> with(String name, String value) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(original.headers());
        headers.put(name, List.of(value));
        return headers;
    }

    private static List<Parameter> joined(List<Parameter> first, List<Parameter> then) {
        List<Parameter> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }

    private static List<Parameter> without(List<Parameter> pairs, String name) {
        return pairs.stream().filter(pair -> !pair.name().equals(name)).toList();
    }

    private static List<Parameter> reversed(List<Parameter> pairs) {
        List<Parameter> reversed = new ArrayList<>(pairs);
        Collections.reverse(reversed);
        return reversed;
    }

    private static String encoded(List<Parameter> pairs) {
        return pairs.stream()
                .map(pair -> URLEncoder.encode(pair.name(), StandardCharsets.UTF_8)
                        + '='
                        + URLEncoder.encode(pair.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String text(JsonNode node) {
        try {
            return node.isValueNode() ? node.asText() : JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String replacement) {
        return Matcher.quoteReplacement(replacement);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
