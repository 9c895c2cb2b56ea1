package dev.dlrbridge.admin;

import dev.dlrbridge.admin.http.InvalidFieldsException;
import dev.dlrbridge.admin.http.Problem.FieldError;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a channel's {@code messageIdPattern} may be: a row of characters and classes, each repeated a bounded number of
 * times. Without groups and alternatives no text makes a match expensive.
 */
final class MessageIdPatterns {
    private static final String ONE = "(?:[A-Za-z0-9_:-]|\\\\[dw.]|\\[[A-Za-z0-9_.:-]{1,40}\\])";
    private static final String REPEATED = "(?:\\{\\d{1,3}(?:,\\d{1,3})?\\})?";
    /** Of more repetitions that vary, a long text could be divided among them in very many ways. */
    private static final int MOST_VARYING = 2;

    private static final Pattern PERMITTED = Pattern.compile("(?:" + ONE + REPEATED + "){1,20}");

    private MessageIdPatterns() {}

    /** @throws InvalidFieldsException for a pattern that is none, or may be slow; null passes */
    static void check(String pattern) {
        if (pattern != null
                && !(PERMITTED.matcher(pattern).matches() && varying(pattern) <= MOST_VARYING && isPattern(pattern))) {
            throw new InvalidFieldsException(List.of(new FieldError(
                    "messageIdPattern", "must be characters and classes with bounded repetition, like [0-9a-f]{32}")));
        }
    }

    /** A comma stands nowhere else. */
    private static long varying(String pattern) {
        return pattern.chars().filter(character -> character == ',').count();
    }

    /** A range may be upside down. */
    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (java.util.regex.PatternSyntaxException e) {
            return false;
        }
    }
}
