package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import java.util.Map;

/** The header that holds a signature or credential, behind a prefix like {@code "Bearer "} if there is one. */
record SignatureHeader(Option<String> header, Option<String> prefix) {
    static SignatureHeader of(Options options) {
        return new SignatureHeader(options.required("header", SignatureHeader::name), options.optional("prefix", ""));
    }

    /** What follows the prefix, whose case does not matter; null if the header is absent or begins otherwise. */
    String in(Callback callback, Map<String, String> settings) {
        String value = callback.header(header.in(settings));
        String start = prefix.in(settings);
        if (value == null || !value.regionMatches(true, 0, start, 0, start.length())) {
            return null;
        }
        String rest = value.substring(start.length()).strip();
        return rest.isEmpty() ? null : rest;
    }

    /** Visible ASCII, see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-field-names">RFC 9110</a>. */
    static String name(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
            throw new IllegalArgumentException("must be the name of a header");
        }
        return text;
    }
}
