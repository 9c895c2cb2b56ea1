package dev.dlrbridge.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dlrbridge.testing.Callbacks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Requests that are a given one without one of its fields: a parameter, or a member of its JSON. */
final class Omission {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Omission() {}

    /** By the field's name. */
    static Map<String, Callback> each(Callback callback) {
        Map<String, Callback> requests = new HashMap<>();
        names(callback.query())
                .forEach(name -> requests.put(
                        "query " + name, with(callback, without(callback.query(), name), callback.body())));
        names(callback.form())
                .forEach(name -> requests.put(
                        "form " + name, with(callback, callback.rawQuery(), bytes(without(callback.form(), name)))));
        JsonNode json = callback.json();
        if (json != null && json.isContainerNode()) {
            for (String pointer : pointers(json, "")) {
                requests.put("json " + pointer, with(callback, callback.rawQuery(), without(json, pointer)));
            }
        }
        return requests;
    }

    private static Callback with(Callback callback, String query, byte[] body) {
        return Callbacks.of(callback.method(), callback.url(), query, callback.headers(), body);
    }

    private static TreeSet<String> names(Parameters parameters) {
        return parameters.pairs().stream()
                .map(Parameters.Parameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String without(Parameters parameters, String name) {
        return parameters.pairs().stream()
                .filter(pair -> !pair.name().equals(name))
                .map(pair -> URLEncoder.encode(pair.name(), StandardCharsets.UTF_8)
                        + '='
                        + URLEncoder.encode(pair.value(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static List<String> pointers(JsonNode node, String at) {
        List<String> pointers = new ArrayList<>();
        if (node instanceof ArrayNode array) {
            for (int index = 0; index < array.size(); index++) {
                pointers.addAll(pointers(array.get(index), at + "/" + index));
            }
        } else {
            node.properties().forEach(member -> {
                String pointer = at + "/" + member.getKey().replace("~", "~0").replace("/", "~1");
                pointers.add(pointer);
                pointers.addAll(pointers(member.getValue(), pointer));
            });
        }
        return pointers;
    }

    private static byte[] without(JsonNode json, String pointer) {
        try {
            JsonNode copy = json.deepCopy();
            int slash = pointer.lastIndexOf('/');
            ObjectNode object = (ObjectNode) copy.at(pointer.substring(0, slash));
            object.remove(pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~"));
            return JSON.writeValueAsBytes(copy);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
