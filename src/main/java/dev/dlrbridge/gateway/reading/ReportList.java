package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Parameters;
import dev.dlrbridge.gateway.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where several reports of one request are. */
public sealed interface ReportList {

    /** The entries in their order; null if there is no such list. */
    List<Entry> entries(Callback callback, Document document);

    /** Whether it is in a document, rather than in parameters. */
    default boolean isInDocument() {
        return false;
    }

    /** Whether the document itself is the list. */
    default boolean isAtRoot() {
        return false;
    }

    /** {@code json:/list/*} or {@code xml:/name/*}: each star is one level of list. */
    record Nodes(Document.Kind kind, NodePath path) implements ReportList {
        @Override
        public boolean isInDocument() {
            return true;
        }

        @Override
        public boolean isAtRoot() {
            return path.steps().get(0).equals(NodePath.ANY);
        }

        @Override
        public List<Entry> entries(Callback callback, Document document) {
            List<Entry> found = new ArrayList<>();
            boolean isThere =
                    document.kind() == kind && collect(Entry.whole(callback, document), document.root(), 0, found);
            return isThere ? found : null;
        }

        /** Whether there is a list, be it empty. */
        private boolean collect(Entry outer, JsonNode node, int step, List<Entry> found) {
            if (step == path.steps().size()) {
                found.add(inner(outer, node));
                return true;
            }
            String name = path.steps().get(step);
            if (!name.equals(NodePath.ANY)) {
                JsonNode child = NodePath.child(node, name);
                return !child.isMissingNode() && collect(outer, child, step + 1, found);
            }
            if (!node.isArray()) {
                // In XML one element is not told from a list of one.
                return kind == Document.Kind.XML && collect(outer, node, step + 1, found);
            }
            boolean isLast = step == path.steps().size() - 1;
            for (JsonNode item : node) {
                if (!collect(isLast ? outer : inner(outer, item), item, step + 1, found)) {
                    found.add(inner(outer, MissingNode.getInstance()));
                }
            }
            return true;
        }

        private static Entry inner(Entry outer, JsonNode node) {
            return new Entry(outer.callback(), outer.document(), node, outer.here());
        }
    }

    /** {@code form:*}: each parameter of the form is a report with the members {@code name} and {@code value}. */
    record Pairs() implements ReportList {
        @Override
        public List<Entry> entries(Callback callback, Document document) {
            List<Parameter> pairs = callback.form().pairs();
            return pairs.isEmpty() ? null : entries(callback, pairs);
        }

        private static List<Entry> entries(Callback callback, List<Parameter> pairs) {
            return pairs.stream()
                    .map(pair -> object().put("name", pair.name()).put("value", pair.value()))
                    .map(entry -> new Entry(callback, Document.ofJson(entry), entry, entry))
                    .toList();
        }
    }

    /**
     * {@code split:name}: each comma-separated value of the parameter is a report, whose members are the parameters'
     * values at the same place, or their only one; a parameter with any other number of values is left out.
     */
    record Split(String name) implements ReportList {
        private static final String COMMA = ",";

        @Override
        public List<Entry> entries(Callback callback, Document document) {
            String leading = callback.parameter(name);
            int count = leading == null ? 0 : leading.split(COMMA, -1).length;
            if (count == 0 || count > Parameters.MAXIMUM) {
                return null;
            }
            List<ObjectNode> objects =
                    Stream.generate(ReportList::object).limit(count).toList();
            fill(objects, callback.form());
            fill(objects, callback.query());
            return objects.stream()
                    .map(entry -> new Entry(callback, Document.ofJson(entry), entry, entry))
                    .toList();
        }

        /** The first parameter of a name counts, as elsewhere. */
        private static void fill(List<ObjectNode> objects, Parameters parameters) {
            int count = objects.size();
            for (Parameter pair : parameters.pairs()) {
                String[] values =
                        count == 1 ? new String[] {pair.value()} : pair.value().split(COMMA, -1);
                for (int index = 0; index < count && (values.length == count || values.length == 1); index++) {
                    objects.get(index).putIfAbsent(pair.name(), new TextNode(values[values.length == 1 ? 0 : index]));
                }
            }
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** Reads what a profile writes; throws IllegalArgumentException with a fixed text otherwise. */
    static ReportList of(String text) {
        if (text.equals("form:*")) {
            return new Pairs();
        }
        if (text.startsWith("split:") && text.length() > "split:".length()) {
            return new Split(text.substring("split:".length()));
        }
        if (Source.of(text) instanceof Source.Node node
                && node.from() == Source.Node.From.ENTRY
                && text.endsWith("/*")) {
            return new Nodes(node.kind(), node.path());
        }
        throw new IllegalArgumentException("must be json:/pointer/*, xml:/pointer/*, form:* or split:name");
    }
}
