package dev.dlrbridge.admin.access;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/**
 * Tells paths that mean the same to everyone who reads them on their way: proxies decode, normalise and match in different
 * orders, so that a path with dot segments, encoded slashes, backslashes, semicolons or control characters may be one
 * address to a proxy and another to us.
 */
final class PlainPath {
    /** A path that is encoded more often than this is meant to deceive; each round costs its length. */
    private static final int MOST_ENCODINGS = 3;

    private PlainPath() {}

    /** @param path as it arrived, without the query */
    static boolean isPlain(String path) {
        if (path == null || path.indexOf('#') >= 0 || !hasPlainCharacters(path) || hasDotSegment(path)) {
            return false;
        }
        String text = path;
        for (int encodings = 0; text.indexOf('%') >= 0; encodings++) {
            Optional<String> decoded = decode(text, encodings == 0);
            if (encodings == MOST_ENCODINGS || decoded.isEmpty() || !means(decoded.get(), path)) {
                return false;
            }
            if (decoded.get().equals(text)) {
                return true;
            }
            text = decoded.get();
        }
        return true;
    }

    /** Whether it has the same slashes, and nothing that reads as another path: full-width dots and slashes neither. */
    private static boolean means(String decoded, String path) {
        String read = Normalizer.normalize(decoded, Normalizer.Form.NFKC);
        return hasPlainCharacters(read) && !hasDotSegment(read) && slashes(read) == slashes(path);
    }

    private static boolean hasPlainCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character == 0x7f || character == '\\' || character == ';') {
                return false;
            }
        }
        return true;
    }

    private static boolean hasDotSegment(String path) {
        int from = 0;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            int dots = to - from;
            if ((dots == 1 || dots == 2) && path.charAt(from) == '.' && path.charAt(to - 1) == '.') {
                return true;
            }
            from = to + 1;
        }
        return false;
    }

    private static long slashes(String text) {
        return text.chars().filter(character -> character == '/').count();
    }

    /**
     * Takes one encoding away.
     *
     * @param strict whether each percent sign must begin an escape; in what was decoded once it may be one
     * @return empty when it is not UTF-8, also where it is overlong
     */
    private static Optional<String> decode(String text, boolean strict) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            int escaped = raw[i] == '%' ? escape(raw, i) : -1;
            if (strict && raw[i] == '%' && escaped < 0) {
                return Optional.empty();
            }
            decoded.put(escaped < 0 ? raw[i] : (byte) escaped);
            i += escaped < 0 ? 0 : 2;
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static int escape(byte[] text, int at) {
        if (at + 2 >= text.length) {
            return -1;
        }
        int high = Character.digit(text[at + 1], 16);
        int low = Character.digit(text[at + 2], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
