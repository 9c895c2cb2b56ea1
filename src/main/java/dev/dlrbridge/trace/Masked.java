package dev.dlrbridge.trace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text without telephone numbers and callback keys. The bridge writes neither; this is the net below, for texts of
 * libraries that quote what they were given.
 */
public final class Masked {
    /** Of no number more than its ends is ever of use to a reader of logs. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.:-])(\\+?\\d{2})\\d{5,11}(\\d{2})(?![\\w.:-])");

    private static final Pattern CALLBACK = Pattern.compile("(/dlr/[^/\\s?\"]{1,64}/)[^\\s\"')]+");

    private Masked() {}

    /** The same text, with {@code ***} in place of what must not be seen. */
    public static String of(String text) {
        Matcher callback = CALLBACK.matcher(text);
        String withoutKeys = callback.find() ? callback.replaceAll("$1***") : text;
        Matcher number = NUMBER.matcher(withoutKeys);
        return number.find() ? number.replaceAll("$1***$2") : withoutKeys;
    }
}
