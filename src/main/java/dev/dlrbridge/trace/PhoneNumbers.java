package dev.dlrbridge.trace;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds telephone numbers in a text, and lets none of one be seen but its ends, which tell a reader enough. */
final class PhoneNumbers {
    /** What has as many digits, and is read in logs and histories: UUIDs, digests and ids, times, durations. */
    private static final String NO_NUMBER = String.join(
            "|",
            "(?<!\\w)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?!\\w)",
            "(?<!\\w)(?:[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32}|(?=\\d*[a-f])[0-9a-f]{16})(?!\\w)",
            "(?<!\\w)0x[0-9a-fA-F]+(?!\\w)",
            "(?<!\\w)(?:app|local)\\.[0-9a-f]{10,16}\\.\\d{8}(?!\\w)",
            "(?<!\\d)\\d{4}-\\d\\d-\\d\\d(?:[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?)?(?!\\d)",
            "(?<!\\d)\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?(?!\\d)",
            "(?<!\\w)P(?:\\d+D)?T(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d{1,9})?S)?(?!\\w)",
            "(?<![\\w.])(?:\\d+(?:ns|us|ms)|\\d{1,6}\\.\\d{1,9} ?(?:ms|s))(?!\\w)");

    /** With what people write between digits, in small amounts. */
    private static final String NUMBER =
            "(\\+?\\(?\\p{Nd}++(?:(?:[-.()/\\s\\p{Zs}\\p{Pd}\\p{Cf}]{0,3}+|\\+)\\p{Nd}++)*+)";

    private static final Pattern FOUND = Pattern.compile(NO_NUMBER + "|" + NUMBER);
    private static final Pattern RUN = Pattern.compile("\\p{Nd}++");
    private static final int LONG = 9;
    private static final int LEAST_INTERNATIONAL = 7;

    private final int least;
    private final Recipient recipient;

    /** @param least how many digits in a row are one */
    PhoneNumbers(int least, Recipient recipient) {
        this.least = least;
        this.recipient = recipient;
    }

    /** The text with {@code ***} in place of numbers. */
    String hiddenIn(String text) {
        return FOUND.matcher(text).replaceAll(found -> Matcher.quoteReplacement(hidden(found)));
    }

    private String hidden(MatchResult found) {
        String text = found.group();
        String digits = Digits.of(text);
        boolean recipients = recipient.isInPlain(digits);
        if (found.group(1) == null && !recipients) {
            return text;
        }
        boolean spaced = RUN.matcher(text)
                .results()
                .noneMatch(run -> recipients
                        ? recipient.isInPlain(run.group())
                        : run.group().length() >= LONG);
        if (spaced && (recipients || isInternational(text, digits))) {
            return masked(text);
        }
        return RUN.matcher(text)
                .replaceAll(run -> isHidden(run.group(), recipients) ? masked(run.group()) : run.group());
    }

    private boolean isHidden(String run, boolean recipients) {
        return run.length() >= (recipients ? Math.min(least, recipient.length()) : least);
    }

    private static boolean isInternational(String text, String digits) {
        return digits.length() >= LEAST_INTERNATIONAL && (text.startsWith("+") || digits.startsWith("00"));
    }

    private static String masked(String number) {
        String digits = Digits.of(number);
        String plus = number.startsWith("+") ? "+" : "";
        return digits.length() < LONG
                ? plus + "***"
                : plus + digits.substring(0, 2) + "***" + digits.substring(digits.length() - 2);
    }
}
