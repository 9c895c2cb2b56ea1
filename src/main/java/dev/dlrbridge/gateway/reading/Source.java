package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import java.util.List;

/** A place where a field of a report is found; written in a profile as {@code kind:name}. */
public sealed interface Source {

    /** The text there, or null if there is none. */
    String in(Entry entry);

    /** {@code query:name}. */
    record Query(String name) implements Source {
        @Override
        public String in(Entry entry) {
            return entry.callback().query().first(name);
        }
    }

    /** {@code form:name}. */
    record Form(String name) implements Source {
        @Override
        public String in(Entry entry) {
            return entry.callback().form().first(name);
        }
    }

    /** {@code param:name}: the form's, else the query's; see {@link Callback#parameter}. */
    record Param(String name) implements Source {
        @Override
        public String in(Entry entry) {
            return entry.callback().parameter(name);
        }
    }

    /** {@code header:name}. */
    record Header(String name) implements Source {
        @Override
        public String in(Entry entry) {
            return entry.callback().header(name);
        }
    }

    /** {@code json:/pointer}, within the entry; text, numbers and booleans only. */
    record Json(JsonPointer pointer) implements Source {
        @Override
        public String in(Entry entry) {
            if (entry.json() == null) {
                return null;
            }
            JsonNode node = entry.json().at(pointer);
            return node.isValueNode() && !node.isNull() ? node.asText() : null;
        }
    }

    /** {@code {join: [...], with: "/"}}: a status made of several fields; null unless all are there. */
    record Joined(List<Source> parts, String with) implements Source {
        @Override
        public String in(Entry entry) {
            StringBuilder joined = new StringBuilder();
            for (Source part : parts) {
                String text = part.in(entry);
                if (text == null) {
                    return null;
                }
                joined.append(joined.isEmpty() ? "" : with).append(text);
            }
            return joined.toString();
        }
    }

    /** Reads {@code kind:name}; throws IllegalArgumentException with a fixed text otherwise. */
    static Source of(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        if (colon < 0 || name.isBlank()) {
            throw new IllegalArgumentException("must be kind:name");
        }
        return switch (text.substring(0, colon)) {
            case "query" -> new Query(name);
            case "form" -> new Form(name);
            case "param" -> new Param(name);
            case "header" -> new Header(name);
            case "json" -> new Json(pointer(name));
            default -> throw new IllegalArgumentException("must begin with query:, form:, param:, header: or json:");
        };
    }

    private static JsonPointer pointer(String name) {
        if (!name.startsWith("/")) {
            throw new IllegalArgumentException("must be a JSON pointer, beginning with /");
        }
        return JsonPointer.compile(name);
    }
}
