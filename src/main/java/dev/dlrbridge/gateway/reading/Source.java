package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.FieldText;
import java.util.List;
import java.util.stream.Stream;

/** A place where a field of a report is found; written in a profile as {@code kind:name}. */
public sealed interface Source {

    /** The text there, or null if there is none. */
    String in(Entry entry);

    /** The longest text that is looked at as a field of a report. */
    int LONGEST_FIELD = 1024;

    /** The text there as a field of a report: cut, since a text that is not in the entry is looked at for each of many entries. */
    default String field(Entry entry) {
        return FieldText.cut(in(entry), LONGEST_FIELD);
    }

    /** The member of an entry that it is found in or below, if it is in one. */
    default Stream<String> member() {
        return Stream.empty();
    }

    /** Itself, or what it is joined of. */
    default Stream<Source> parts() {
        return Stream.of(this);
    }

    /** Whether it may be found in a request without a document. */
    default boolean isParameter() {
        return false;
    }

    /** Whether it may be found in a document of the kind. */
    default boolean isIn(Document.Kind kind) {
        return false;
    }

    /** {@code query:name}. */
    record Query(String name) implements Source {
        @Override
        public String in(Entry entry) {
            return entry.callback().query().first(name);
        }

        @Override
        public boolean isParameter() {
            return true;
        }
    }

    /** {@code form:name}. */
    record Form(String name) implements Source {
        @Override
        public String in(Entry entry) {
            return entry.callback().form().first(name);
        }

        @Override
        public boolean isParameter() {
            return true;
        }
    }

    /** {@code param:name}: the form's, else the query's; see {@link Callback#parameter}. */
    record Param(String name) implements Source {
        @Override
        public String in(Entry entry) {
            return entry.callback().parameter(name);
        }

        @Override
        public boolean isParameter() {
            return true;
        }
    }

    /** {@code header:name}. */
    record Header(String name) implements Source {
        @Override
        public String in(Entry entry) {
            return entry.callback().header(name);
        }

        @Override
        public boolean isParameter() {
            return true;
        }
    }

    /** {@code field:name}: the form's, else the query's, else a member of the JSON entry. */
    record Field(String name) implements Source {
        @Override
        public String in(Entry entry) {
            String value = entry.callback().parameter(name);
            return value != null || entry.here() == null
                    ? value
                    : text(entry.here().path(name));
        }

        @Override
        public Stream<String> member() {
            return Stream.of(name);
        }

        @Override
        public boolean isParameter() {
            return true;
        }

        @Override
        public boolean isIn(Document.Kind kind) {
            return kind == Document.Kind.JSON;
        }
    }

    /** {@code json:/pointer} or {@code xml:/pointer} within the entry, {@code outer:} around its list, {@code body:} in the whole. */
    record Node(Document.Kind kind, From from, NodePath path) implements Source {

        /** Where the pointer begins. */
        enum From {
            ENTRY,
            OUTER,
            BODY
        }

        @Override
        public String in(Entry entry) {
            JsonNode node = node(entry);
            return node == null ? null : text(path.first(node));
        }

        @Override
        public Stream<String> member() {
            return from == From.ENTRY ? path.steps().stream().limit(1) : Stream.empty();
        }

        @Override
        public boolean isIn(Document.Kind asked) {
            return kind == asked;
        }

        private JsonNode node(Entry entry) {
            if (kind != Document.Kind.NONE && kind != entry.document().kind()) {
                return null;
            }
            return switch (from) {
                case ENTRY -> entry.here();
                case OUTER -> entry.outer();
                case BODY -> entry.document().root();
            };
        }
    }

    /** {@code receipt:key}: the word or date after {@code key:} in an SMPP receipt that is the document. */
    record Receipt(String key) implements Source {
        @Override
        public String in(Entry entry) {
            return SmppReceipt.value(entry.document().text(), key + ':');
        }

        @Override
        public boolean isIn(Document.Kind kind) {
            return kind == Document.Kind.TEXT;
        }
    }

    /** {@code text:...}: the text itself, as a part of a joined one. */
    record Literal(String text) implements Source {
        @Override
        public String in(Entry entry) {
            return text;
        }
    }

    /** {@code {join: [...], with: "/"}}: a text made of several fields; null unless all are there. */
    record Joined(List<Source> sources, String with) implements Source {
        @Override
        public String in(Entry entry) {
            StringBuilder joined = new StringBuilder();
            for (Source part : sources) {
                String text = part.field(entry);
                if (text == null) {
                    return null;
                }
                joined.append(joined.isEmpty() ? "" : with).append(text);
            }
            return joined.toString();
        }

        @Override
        public Stream<Source> parts() {
            return sources.stream();
        }
    }

    /** Reads {@code kind:name}; throws IllegalArgumentException with a fixed text otherwise. */
    static Source of(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(colon + 1);
        String kind = colon < 0 ? "" : text.substring(0, colon);
        if (colon < 0 || name.isBlank() && !kind.equals("json")) {
            throw new IllegalArgumentException("must be kind:name");
        }
        return switch (kind) {
            case "query" -> new Query(name);
            case "form" -> new Form(name);
            case "param" -> new Param(name);
            case "header" -> new Header(name);
            case "field" -> new Field(name);
            case "json" -> new Node(Document.Kind.JSON, Node.From.ENTRY, NodePath.of(name));
            case "xml" -> new Node(Document.Kind.XML, Node.From.ENTRY, NodePath.of(name));
            case "outer" -> new Node(Document.Kind.NONE, Node.From.OUTER, around(name));
            case "body" -> new Node(Document.Kind.NONE, Node.From.BODY, around(name));
            case "receipt" -> new Receipt(name);
            case "text" -> new Literal(name);
            default ->
                throw new IllegalArgumentException("must begin with query:, form:, param:, header:, field:, json:, "
                        + "xml:, outer:, body:, receipt: or text:");
        };
    }

    /** A place that would be searched anew for each report must be found in one step. */
    private static NodePath around(String pointer) {
        NodePath path = NodePath.of(pointer);
        if (path.steps().contains(NodePath.ANY)) {
            throw new IllegalArgumentException("must not have * outside of the report");
        }
        return path;
    }

    /** Texts, numbers and booleans; of an XML element with attributes its text. */
    private static String text(JsonNode node) {
        JsonNode value = node.isObject() ? node.path(XmlBody.TEXT) : node;
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
