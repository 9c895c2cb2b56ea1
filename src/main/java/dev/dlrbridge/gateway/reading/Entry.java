package dev.dlrbridge.gateway.reading;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;

/**
 * Where one report is in a request.
 *
 * @param here the report's own part of the document; null without one
 * @param outer what holds the list that the report is in: the entry of the list around it, else the whole document
 */
record Entry(Callback callback, Document document, JsonNode here, JsonNode outer) {

    /** The request as a whole is one report. */
    static Entry whole(Callback callback, Document document) {
        return new Entry(callback, document, document.root(), document.root());
    }

    /** The entry together with the parameters and headers that no signature covers. */
    Entry unsigned() {
        return callback.whole() == callback ? this : new Entry(callback.whole(), document, here, outer);
    }

    @Override
    public String toString() {
        return "Entry[" + document.kind() + "]";
    }
}
