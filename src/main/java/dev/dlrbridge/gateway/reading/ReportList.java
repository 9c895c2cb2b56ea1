package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Parameters.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where several reports of one request are. */
public sealed interface ReportList {

    /**
     * The most reports that are read of one request, of which genuine ones have a thousand at most. With the bounds of
     * a value's length and of the number of parameters it bounds the steps that a request can cost.
     */
    int MOST_REPORTS = 2000;

    /** The entries in their order, at most one more than are read; null if there is no such list. */
    List<Entry> entries(Callback callback, Document document);

    /** This list for a shape that asks for these members of its entries. */
    default ReportList of(Set<String> members) {
        return this;
    }

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
                if (found.size() > MOST_REPORTS) {
                    return true;
                }
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
     *
     * @param members those that are asked for: others, of which a request may have a thousand, are not looked at
     */
    record Split(String name, Set<String> members) implements ReportList {
        private static final String COMMA = ",";

        @Override
        public ReportList of(Set<String> asked) {
            return new Split(name, asked);
        }

        @Override
        public List<Entry> entries(Callback callback, Document document) {
            String leading = callback.parameter(name);
            if (leading == null) {
                return null;
            }
            int count = leading.split(COMMA, MOST_REPORTS + 1).length;
            List<ObjectNode> objects =
                    Stream.generate(ReportList::object).limit(count).toList();
            for (String member : members) {
                fill(objects, member, callback.form().first(member));
                fill(objects, member, callback.query().first(member));
            }
            return objects.stream()
                    .map(entry -> new Entry(callback, Document.ofJson(entry), entry, entry))
                    .toList();
        }

        /** What is there already stays. */
        private static void fill(List<ObjectNode> objects, String member, String value) {
            if (value == null) {
                return;
            }
            int count = objects.size();
            String[] values = count == 1 ? new String[] {value} : value.split(COMMA, count + 1);
            for (int index = 0; index < count && (values.length == count || values.length == 1); index++) {
                objects.get(index).putIfAbsent(member, new TextNode(values[values.length == 1 ? 0 : index]));
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
            return new Split(text.substring("split:".length()), Set.of());
        }
        if (Source.of(text) instanceof Source.Node node
                && node.from() == Source.Node.From.ENTRY
                && text.endsWith("/*")) {
            return new Nodes(node.kind(), node.path());
        }
        throw new IllegalArgumentException("must be json:/pointer/*, xml:/pointer/*, form:* or split:name");
    }
}
