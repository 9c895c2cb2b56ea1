package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** A JSON pointer in which {@code *} stands for any member or element; empty for the node itself. */
final class NodePath {
    static final String ANY = "*";

    private final List<String> steps;
    private final JsonPointer pointer;

    private NodePath(List<String> steps, JsonPointer pointer) {
        this.steps = steps;
        this.pointer = pointer;
    }

    /** Throws IllegalArgumentException with a fixed text unless it is empty or begins with a slash. */
    static NodePath of(String text) {
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw new IllegalArgumentException("must be a JSON pointer, beginning with /");
        }
        List<String> steps = new ArrayList<>();
        for (JsonPointer at = JsonPointer.compile(text); !at.matches(); at = at.tail()) {
            steps.add(at.getMatchingProperty());
        }
        boolean isPlain = !steps.contains(ANY) && !steps.contains(XmlBody.TEXT);
        return new NodePath(List.copyOf(steps), isPlain ? JsonPointer.compile(text) : null);
    }

    List<String> steps() {
        return steps;
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    /** The first node there; a missing node if there is none. */
    JsonNode first(JsonNode from) {
        return pointer != null ? from.at(pointer) : first(from, 0);
    }

    private JsonNode first(JsonNode from, int step) {
        if (step == steps.size()) {
            return from;
        }
        if (!steps.get(step).equals(ANY)) {
            return first(child(from, steps.get(step)), step + 1);
        }
        for (JsonNode child : from) {
            JsonNode found = first(child, step + 1);
            if (!found.isMissingNode()) {
                return found;
            }
        }
        return MissingNode.getInstance();
    }

    /** A member by its name, or an element by its index; an XML element that is only text is its own text. */
    static JsonNode child(JsonNode node, String step) {
        if (node.isArray()) {
            return node.at('/' + step);
        }
        return node.isValueNode() && step.equals(XmlBody.TEXT) ? node : node.path(step);
    }
}
