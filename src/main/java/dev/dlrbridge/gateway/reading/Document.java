package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a request holds besides its parameters.
 *
 * @param root of a JSON value, or an XML document's root element as {@link XmlBody} makes it; else null
 * @param text of a receipt; else null
 */
record Document(Kind kind, JsonNode root, String text) {
    static final Document NONE = new Document(Kind.NONE, null, null);

    /** What can be asked of a document. */
    enum Kind {
        NONE,
        JSON,
        XML,
        TEXT
    }

    static Document ofJson(JsonNode root) {
        return new Document(Kind.JSON, root, null);
    }

    static Document ofXml(JsonNode root) {
        return new Document(Kind.XML, root, null);
    }

    static Document ofText(String text) {
        return new Document(Kind.TEXT, null, text);
    }

    boolean isAbsent() {
        return kind == Kind.NONE;
    }

    /** Nothing: it may hold phone numbers. */
    @Override
    public String toString() {
        return "Document[" + kind + "]";
    }
}
