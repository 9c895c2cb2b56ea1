package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a signature covers: a text like {@code {timestamp}.{body}}, with places in braces that the request fills. */
final class SignedContent {
    private static final String HEADER = "header:";
    private static final String TIMESTAMP = "timestamp";

    private static final Map<String, Part> PLACES = Map.of(
            "body",
            (callback, timestamp) -> callback.body(),
            "body-md5",
            (callback, timestamp) -> hexDigest("MD5", callback),
            "body-sha256",
            (callback, timestamp) -> hexDigest("SHA-256", callback),
            "method",
            (callback, timestamp) -> bytes(callback.method()),
            "url",
            (callback, timestamp) -> bytes(callback.url()),
            "url-without-query",
            (callback, timestamp) -> bytes(withoutQuery(callback.url())),
            "query",
            (callback, timestamp) -> callback.rawQuery() == null
                    ? new byte[0]
                    : callback.rawQuery().getBytes(StandardCharsets.ISO_8859_1),
            TIMESTAMP,
            (callback, timestamp) -> timestamp == null ? null : bytes(timestamp));

    private final List<Part> parts;
    private final Set<String> places;
    private final Set<String> coveredHeaders;

    private SignedContent(List<Part> parts, Set<String> places) {
        this.parts = parts;
        this.places = places;
        this.coveredHeaders = places.stream()
                .filter(place -> place.startsWith(HEADER))
                .map(place -> place.substring(HEADER.length()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Gives bytes, or null if the request has none. */
    private interface Part {
        byte[] of(Callback callback, String timestamp);
    }

    static SignedContent of(String text) {
        List<Part> parts = new ArrayList<>();
        Set<String> places = new HashSet<>();
        int at = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', at)) {
            int close = text.indexOf('}', open);
            String place = close < 0 ? "" : text.substring(open + 1, close);
            parts.add(fixed(text.substring(at, open)));
            parts.add(place(place));
            places.add(place.toLowerCase(Locale.ROOT));
            at = close + 1;
        }
        parts.add(fixed(text.substring(at)));
        if (parts.size() == 1) {
            throw new IllegalArgumentException("must have a place like {body}");
        }
        return new SignedContent(List.copyOf(parts), Set.copyOf(places));
    }

    boolean hasTimestamp() {
        return places.contains(TIMESTAMP);
    }

    boolean coversQuery() {
        return places.contains("url") || places.contains("query");
    }

    boolean coversBody() {
        return places.contains("body") || places.contains("body-md5") || places.contains("body-sha256");
    }

    /** In lower case. */
    Set<String> coveredHeaders() {
        return coveredHeaders;
    }

    /** The bytes; null if the request lacks a header that they are made of. */
    byte[] bytes(Callback callback, String timestamp) {
        ByteArrayOutputStream content = new ByteArrayOutputStream(callback.body().length + 256);
        for (Part part : parts) {
            byte[] bytes = part.of(callback, timestamp);
            if (bytes == null) {
                return null;
            }
            content.writeBytes(bytes);
        }
        return content.toByteArray();
    }

    static String withoutQuery(String url) {
        int question = url.indexOf('?');
        return question < 0 ? url : url.substring(0, question);
    }

    private static Part place(String name) {
        if (name.startsWith(HEADER) && name.length() > HEADER.length()) {
            String header = name.substring(HEADER.length());
            return (callback, timestamp) -> callback.header(header) == null ? null : bytes(callback.header(header));
        }
        Part part = PLACES.get(name);
        if (part == null) {
            throw new IllegalArgumentException("has an unknown place; see the documentation of signatures");
        }
        return part;
    }

    private static Part fixed(String text) {
        byte[] bytes = bytes(text);
        return (callback, timestamp) -> bytes;
    }

    private static byte[] hexDigest(String algorithm, Callback callback) {
        return bytes(HexFormat.of().formatHex(Digests.digest(algorithm, callback.body())));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
