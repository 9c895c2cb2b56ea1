package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import java.nio.charset.StandardCharsets;
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
        return isXml(callback.body())
                ? ofXml(callback.body())
                : ofJsonOrText(usesJson ? callback.json() : null, callback.body());
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
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return isXml(bytes) ? ofXml(bytes) : ofJsonOrText(usesJson ? JsonBody.parse(bytes) : null, bytes);
    }

    private boolean isXml(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && bytes[at] <= ' ') {
            at++;
        }
        return usesXml && at < bytes.length && bytes[at] == '<';
    }

    private static Document ofXml(byte[] bytes) {
        JsonNode root = XmlBody.parse(bytes);
        return root == null ? null : Document.ofXml(root);
    }

    private Document ofJsonOrText(JsonNode json, byte[] bytes) {
        if (usesJson && json != null) {
            return Document.ofJson(json);
        }
        return usesReceipt && bytes.length > 0 ? Document.ofText(new String(bytes, StandardCharsets.UTF_8)) : null;
    }
}
