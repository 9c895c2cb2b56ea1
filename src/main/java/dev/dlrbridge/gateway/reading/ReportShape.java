package dev.dlrbridge.gateway.reading;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One form in which a gateway's requests hold reports.
 *
 * @param document where the document is when it is not the body; without a value there it is the body
 * @param list null if a request is one report
 * @param only what makes an entry a report about a delivery; all must hold
 */
public record ReportShape(List<Source> document, ReportList list, List<Condition> only, ReportLayout fields) {

    /** Whether a request without a document can be a report. */
    boolean usesParameters() {
        return fields.essential().anyMatch(Source::isParameter);
    }

    boolean uses(Document.Kind kind) {
        return list instanceof ReportList.Nodes nodes && nodes.kind() == kind
                || Stream.concat(
                                fields.essential(),
                                only.stream().map(Condition::source).flatMap(Source::parts))
                        .anyMatch(source -> source.isIn(kind));
    }

    /** The members of an entry that fields and conditions are made of. */
    Set<String> members() {
        return Stream.concat(fields.all(), only.stream().map(Condition::source).flatMap(Source::parts))
                .flatMap(Source::member)
                .collect(Collectors.toSet());
    }

    /** Whether entries may be texts rather than objects. */
    boolean readsBareValues() {
        return fields.essential()
                .anyMatch(source -> source instanceof Source.Node node
                        && node.from() == Source.Node.From.ENTRY
                        && node.path().isEmpty());
    }

    boolean refuses(Entry entry) {
        for (Condition condition : only) {
            if (condition.refuses(entry)) {
                return true;
            }
        }
        return false;
    }
}
