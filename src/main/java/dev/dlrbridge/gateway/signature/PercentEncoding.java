package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Parameters;
import java.nio.charset.StandardCharsets;

/** How programs that sign a query write it again from its parameters: they do not agree on signs, nor on the space. */
enum PercentEncoding {
    /** Node's {@code querystring}. */
    OF_NODE("-_.!~*'()", "%20"),
    /** Go's {@code net/url}, and Python's {@code urllib}. */
    OF_GO("-_.~", "+"),
    /** Browsers and Java. */
    OF_FORMS("-_.*", "+");

    private final String plain;
    private final String space;

    PercentEncoding(String plain, String space) {
        this.plain = plain;
        this.space = space;
    }

    /** In the order given. */
    String query(Parameters parameters) {
        return query(parameters.pairs());
    }

    String query(Iterable<Parameters.Parameter> pairs) {
        StringBuilder query = new StringBuilder(256);
        for (Parameters.Parameter pair : pairs) {
            if (query.length() > 0) {
                query.append('&');
            }
            append(pair.name(), query);
            query.append('=');
            append(pair.value(), query);
        }
        return query.toString();
    }

    private void append(String text, StringBuilder to) {
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = octet >= '0' && octet <= '9'
                    || octet >= 'A' && octet <= 'Z'
                    || octet >= 'a' && octet <= 'z'
                    || octet > 0 && plain.indexOf(octet) >= 0;
            if (isPlain) {
                to.append((char) octet);
            } else if (octet == ' ') {
                to.append(space);
            } else {
                append(octet, to);
            }
        }
    }

    static void append(byte octet, StringBuilder to) {
        to.append('%')
                .append(Character.toUpperCase(Character.forDigit(octet >> 4 & 15, 16)))
                .append(Character.toUpperCase(Character.forDigit(octet & 15, 16)));
    }
}
