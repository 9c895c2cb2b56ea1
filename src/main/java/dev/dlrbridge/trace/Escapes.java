package dev.dlrbridge.trace;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent escapes as addresses have them, once or several times over; of a text that need not be an address. */
final class Escapes {
    private static final int MOST_TIMES = 3;

    private Escapes() {}

    /** The text without them. Control characters stay escaped, lest a text gets more lines than it had. */
    static String removed(String text) {
        String before = text;
        for (int time = 0; time < MOST_TIMES && before.indexOf('%') >= 0; time++) {
            String after = removedOnce(before);
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
        return before;
    }

    private static String removedOnce(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            int end = end(text, at);
            if (end == at) {
                plain.append(text.charAt(at++));
            } else {
                plain.append(decoded(text, at, end));
                at = end;
            }
        }
        return plain.toString();
    }

    /** Several in a row may be one character. */
    private static String decoded(String text, int from, int to) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = from; at < to; at += 3) {
            bytes.write(value(text, at));
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static int end(String text, int from) {
        int end = from;
        while (value(text, end) >= ' ' && value(text, end) != 0x7f) {
            end += 3;
        }
        return end;
    }

    /** Of the escape that begins there; -1 if none does. */
    private static int value(String text, int at) {
        if (at + 2 >= text.length() || text.charAt(at) != '%') {
            return -1;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
