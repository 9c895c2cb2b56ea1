package dev.dlrbridge.gateway.reading;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Decodes XML as its declaration says, else as UTF-8; what is no such text becomes replacement characters. The
 * platform's parser would write a line to standard error for each wrong byte.
 */
final class XmlEncoding {
    private static final int LONGEST_DECLARATION = 200;
    private static final String ENCODING = "encoding=";
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private XmlEncoding() {}

    static String decode(byte[] body) {
        String text = new String(body, declared(body));
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static Charset declared(byte[] body) {
        String start = new String(body, 0, Math.min(body.length, LONGEST_DECLARATION), StandardCharsets.ISO_8859_1);
        int end = start.indexOf("?>");
        int at = start.indexOf(ENCODING) + ENCODING.length();
        if (end < 0 || at < ENCODING.length() || at >= end) {
            return StandardCharsets.UTF_8;
        }
        int closing = start.indexOf(start.charAt(at), at + 1);
        return closing < 0 ? StandardCharsets.UTF_8 : named(start.substring(at + 1, closing));
    }

    private static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
