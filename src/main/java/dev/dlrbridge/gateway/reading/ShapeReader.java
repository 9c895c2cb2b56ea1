package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;
import java.util.List;

/** Finds and reads the entries of requests that have one shape. */
final class ShapeReader {
    private final ReportShape shape;
    private final ReportList list;
    private final EntryReader reader;
    private final DocumentReader documents;
    private final boolean usesParameters;
    private final boolean usesDocuments;
    private final boolean readsBareValues;

    ShapeReader(ReportShape shape, EntryReader reader) {
        this.shape = shape;
        this.list = shape.list() == null ? null : shape.list().of(shape.members());
        this.reader = reader;
        this.documents = new DocumentReader(shape);
        this.usesParameters = shape.usesParameters();
        this.usesDocuments = documents.isUsed();
        this.readsBareValues = shape.readsBareValues();
    }

    /** Entries, or else a problem. */
    record Found(List<Entry> entries, String problem) {
        static Found of(List<Entry> entries) {
            if (entries == null) {
                return problem(Problem.LIST_MISSING);
            }
            return entries.size() > ReportList.MOST_REPORTS
                    ? problem(Problem.TOO_MANY_REPORTS)
                    : new Found(entries, null);
        }

        static Found problem(String problem) {
            return new Found(List.of(), problem);
        }
    }

    Found find(Callback callback) {
        if (list != null && !list.isInDocument()) {
            return Found.of(list.entries(callback, Document.NONE));
        }
        Document document = usesDocuments && !isPlainForm(callback) ? documents.read(callback) : Document.NONE;
        if (document == null) {
            boolean isWithout = usesParameters && (callback.isForm() || callback.body().length == 0);
            return isWithout
                    ? Found.of(List.of(Entry.whole(callback, Document.NONE)))
                    : Found.problem(documents.problem(callback));
        }
        if (list != null && !document.isAbsent()) {
            return inList(callback, document);
        }
        boolean isReport = document.root() == null || document.root().isObject();
        return isReport ? Found.of(List.of(Entry.whole(callback, document))) : Found.problem(Problem.BODY_NOT_OBJECT);
    }

    /** Whether it is this shape and not another: lists are not all lacking, and parameters alone tell a status. */
    boolean fits(Found found) {
        return found.entries().isEmpty() || found.entries().stream().anyMatch(this::fits);
    }

    private boolean fits(Entry entry) {
        return entry.document().isAbsent()
                ? ReportLayout.first(shape.fields().status(), entry) != null
                : !isMissing(entry);
    }

    private static boolean isMissing(Entry entry) {
        return entry.here() != null && entry.here().isMissingNode();
    }

    Reading read(List<Entry> entries) {
        ReadingBuilder reading = new ReadingBuilder();
        for (Entry entry : entries) {
            if (isMissing(entry)) {
                reading.problem(Problem.ENTRY_INCOMPLETE);
            } else if (!isReadable(entry)) {
                reading.problem(Problem.ENTRY_NOT_OBJECT);
            } else if (shape.refuses(entry)) {
                reading.ignored();
            } else {
                reader.read(entry, reading);
            }
        }
        return reading.build();
    }

    private boolean isPlainForm(Callback callback) {
        return usesParameters && shape.document().isEmpty() && callback.isDeclaredForm();
    }

    private Found inList(Callback callback, Document document) {
        boolean needsObject = document.root() == null || !document.root().isObject();
        return needsObject && !list.isAtRoot()
                ? Found.problem(Problem.BODY_NOT_OBJECT)
                : Found.of(list.entries(callback, document));
    }

    private boolean isReadable(Entry entry) {
        return entry.here() == null
                || entry.here().isObject()
                || readsBareValues
                || entry.document().kind() == Document.Kind.XML;
    }
}
