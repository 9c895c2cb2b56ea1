package dev.dlrbridge.gateway.reading;

import dev.dlrbridge.gateway.KnownCharsets;
import dev.dlrbridge.gateway.ReceivedText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Decodes XML as its byte order mark or its declaration says, else as the request does; what is no such text becomes
 * replacement characters. The platform's parser would write a line to standard error for each wrong byte.
 */
final class XmlEncoding {
    private static final int LONGEST_DECLARATION = 200;
    private static final String ENCODING = "encoding=";

    private XmlEncoding() {}

    /** @param ofRequest the charset that the request declares */
    static String decode(byte[] body, Charset ofRequest) {
        return ReceivedText.of(body, isUtf16(body) ? StandardCharsets.UTF_16 : declared(body, ofRequest));
    }

    private static boolean isUtf16(byte[] body) {
        int mark = body.length < 2 ? 0 : (body[0] & 0xff) << 8 | body[1] & 0xff;
        return mark == 0xFEFF || mark == 0xFFFE;
    }

    private static Charset declared(byte[] body, Charset ofRequest) {
        String start = new String(body, 0, Math.min(body.length, LONGEST_DECLARATION), StandardCharsets.ISO_8859_1);
        int end = start.indexOf("?>");
        int at = start.indexOf(ENCODING) + ENCODING.length();
        if (end < 0 || at < ENCODING.length() || at >= end) {
            return ofRequest;
        }
        int closing = start.indexOf(start.charAt(at), at + 1);
        return closing < 0 ? ofRequest : KnownCharsets.named(start.substring(at + 1, closing));
    }
}
