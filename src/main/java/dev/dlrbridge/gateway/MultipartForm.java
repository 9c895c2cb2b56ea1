package dev.dlrbridge.gateway;

import dev.dlrbridge.gateway.Parameters.Parameter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads {@code multipart/form-data} (<a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>) without throwing on anything; files count as text. */
final class MultipartForm {
    static final String MEDIA_TYPE = "multipart/form-data";

    private static final String BOUNDARY = "boundary=";
    /** As the standard has it; a long one could be found to begin at each byte of the body. */
    private static final int LONGEST_BOUNDARY = 70;

    private static final String NAME = "name=\"";

    private MultipartForm() {}

    /** The pairs in their order, one more than may be read at most; none without a boundary. */
    static List<Parameter> pairs(byte[] body, String contentType, Charset charset) {
        List<Parameter> pairs = new ArrayList<>();
        String boundary = boundary(contentType);
        if (boundary == null) {
            return pairs;
        }
        String delimiter = "--" + boundary;
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int part = text.indexOf(delimiter);
        while (part >= 0 && pairs.size() <= Parameters.MAXIMUM) {
            int from = part + delimiter.length();
            part = text.indexOf("\n" + delimiter, from);
            if (part >= 0) {
                add(text.substring(from, part), charset, pairs);
                part++;
            }
        }
        return pairs;
    }

    private static void add(String part, Charset charset, List<Parameter> pairs) {
        int blank = part.indexOf("\r\n\r\n");
        String name = blank < 0 ? null : name(part.substring(0, blank));
        if (name != null) {
            String value = part.substring(blank + 4);
            pairs.add(new Parameter(
                    text(name, charset),
                    text(value.endsWith("\r") ? value.substring(0, value.length() - 1) : value, charset)));
        }
    }

    private static String name(String headers) {
        for (String line : headers.split("\r\n")) {
            int at = line.indexOf(NAME);
            boolean isDisposition = line.regionMatches(true, 0, "Content-Disposition:", 0, 20);
            // "filename" ends alike.
            boolean isName = at > 0 && (line.charAt(at - 1) == ' ' || line.charAt(at - 1) == ';');
            int end = at < 0 ? -1 : line.indexOf('"', at + NAME.length());
            if (isDisposition && isName && end >= 0) {
                return line.substring(at + NAME.length(), end);
            }
        }
        return null;
    }

    private static String boundary(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf(BOUNDARY);
        if (at < 0) {
            return null;
        }
        String value = contentType.substring(at + BOUNDARY.length()).strip();
        int end = value.indexOf(';');
        String bare =
                (end < 0 ? value : value.substring(0, end)).replace("\"", "").strip();
        return bare.isEmpty() || bare.length() > LONGEST_BOUNDARY ? null : bare;
    }

    private static String text(String octets, Charset charset) {
        return ReceivedText.of(octets.getBytes(StandardCharsets.ISO_8859_1), charset);
    }
}
