package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * How Twilio may have written the address that it signs: with a port or without, and encoded otherwise than it sends it.
 * Its own libraries try all of these; they differ in nothing that is read.
 */
final class SignedAddress {
    private static final String SEPARATOR = "://";

    /** What a browser's address has encoded, beside what is no visible ASCII. */
    private static final String ENCODED_IN_PATH = "\"<>`{}";

    private static final String ENCODED_IN_QUERY = "\"<>'";

    private SignedAddress() {}

    /** The address as called comes first. */
    static Set<String> of(Callback callback) {
        String url = callback.url();
        String path = SignedContent.withoutQuery(url);
        String query = url.substring(path.length());
        String encodedPath = encoded(path, ENCODED_IN_PATH);
        Set<String> addresses = new LinkedHashSet<>();
        addresses.addAll(withAndWithoutPort(path, query));
        addresses.addAll(withAndWithoutPort(encodedPath, encoded(query, ENCODED_IN_QUERY)));
        if (query.length() > 1) {
            addresses.addAll(withAndWithoutPort(encodedPath, '?' + PercentEncoding.OF_NODE.query(callback.query())));
        }
        return addresses;
    }

    private static List<String> withAndWithoutPort(String url, String query) {
        int separator = url.indexOf(SEPARATOR);
        if (separator < 0) {
            return List.of(url + query);
        }
        int host = separator + SEPARATOR.length();
        int slash = url.indexOf('/', host);
        int end = slash < 0 ? url.length() : slash;
        int colon = url.substring(0, end).lastIndexOf(':');
        boolean hasPort = colon >= host && colon > url.substring(0, end).lastIndexOf(']');
        String bare = url.substring(0, hasPort ? colon : end);
        String rest = url.substring(end) + query;
        String usual = url.startsWith("https") ? ":443" : ":80";
        String port = hasPort ? url.substring(colon, end) : usual;
        List<String> addresses = new ArrayList<>();
        addresses.add(bare + rest);
        addresses.add(bare + port + rest);
        return addresses;
    }

    private static String encoded(String text, String more) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = octet > ' ' && octet < 127 && more.indexOf(octet) < 0;
            if (isPlain) {
                encoded.append((char) octet);
            } else {
                PercentEncoding.append(octet, encoded);
            }
        }
        return encoded.toString();
    }
}
