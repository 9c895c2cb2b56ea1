package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.ReceivedText;
import java.util.List;

/** Finds and parses the document that one shape of a profile reads. */
final class DocumentReader {
    private final List<Source> places;
    private final boolean usesJson;
    private final boolean usesXml;
    private final boolean usesReceipt;

    DocumentReader(ReportShape shape) {
        places = shape.document();
        usesJson = shape.uses(Document.Kind.JSON);
        usesXml = shape.uses(Document.Kind.XML);
        usesReceipt = shape.uses(Document.Kind.TEXT);
    }

    boolean isUsed() {
        return usesJson || usesXml || usesReceipt;
    }

    /** The document, or null if there is none of a kind that the shape uses. */
    Document read(Callback callback) {
        for (Source place : places) {
            Document document = at(place, callback);
            if (document != null) {
                return document;
            }
        }
        String text = usesXml || usesReceipt ? text(callback) : "";
        return isXml(text) ? ofXml(text) : ofJsonOrText(usesJson ? callback.json() : null, text);
    }

    /** What to call a body that is not such a document. */
    String problem(Callback callback) {
        if (callback.body().length == 0) {
            return Problem.BODY_EMPTY;
        }
        return usesJson ? Problem.BODY_NOT_JSON : Problem.BODY_NOT_XML;
    }

    private Document at(Source place, Callback callback) {
        boolean isInBody = place instanceof Source.Node;
        if (isInBody && callback.json() == null) {
            return null;
        }
        Entry whole = Entry.whole(callback, isInBody ? Document.ofJson(callback.json()) : Document.NONE);
        if (place instanceof Source.Node node && node.path().first(whole.here()).isContainerNode()) {
            return Document.ofJson(node.path().first(whole.here()));
        }
        String text = place.in(whole);
        if (text == null || text.isBlank()) {
            return null;
        }
        return isXml(text) ? ofXml(text) : ofJsonOrText(usesJson ? JsonBody.parse(text) : null, text);
    }

    private String text(Callback callback) {
        return usesXml
                ? XmlEncoding.decode(callback.content(), callback.charset())
                : ReceivedText.of(callback.content(), callback.charset());
    }

    private boolean isXml(String text) {
        return usesXml && text.stripLeading().startsWith("<");
    }

    private static Document ofXml(String text) {
        JsonNode root = XmlBody.parse(text);
        return root == null ? null : Document.ofXml(root);
    }

    private Document ofJsonOrText(JsonNode json, String text) {
        if (usesJson && json != null) {
            return Document.ofJson(json);
        }
        return usesReceipt && !text.isEmpty() ? Document.ofText(text) : null;
    }
}
