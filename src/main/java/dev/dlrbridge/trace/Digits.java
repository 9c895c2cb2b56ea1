package dev.dlrbridge.trace;

/** The digits of a text, in whatever script, as they are read aloud: what people write between them does not count. */
final class Digits {
    /** What may stand within a number. */
    static final int BETWEEN = -1;
    /** What ends a number. */
    static final int OTHER = -2;

    private static final char END = 'x';
    private static final String MARKS = "-.()/+ ";

    private Digits() {}

    /** The value of the digit that stands there, {@link #BETWEEN} or {@link #OTHER}. */
    static int at(CharSequence text, int at) {
        char character = text.charAt(at);
        if (character <= 0x7f) {
            return character >= '0' && character <= '9'
                    ? character - '0'
                    : MARKS.indexOf(character) >= 0 || character >= '\t' && character <= '\r' ? BETWEEN : OTHER;
        }
        return Character.isLowSurrogate(character) ? BETWEEN : ofOtherScript(Character.codePointAt(text, at));
    }

    private static int ofOtherScript(int character) {
        int digit = Character.digit(character, 10);
        boolean between = Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT
                || Character.getType(character) == Character.DASH_PUNCTUATION;
        return digit >= 0 ? digit : between ? BETWEEN : OTHER;
    }

    /** How many there are, without looking for numbers. */
    static int count(CharSequence text) {
        int count = 0;
        for (int at = 0; at < text.length(); at++) {
            if (at(text, at) >= 0) {
                count++;
            }
        }
        return count;
    }

    /** How many stand in the longest number. */
    static int longest(CharSequence text) {
        int longest = 0;
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            int digit = at(text, at);
            length = digit >= 0 ? length + 1 : digit == OTHER ? 0 : length;
            longest = Math.max(longest, length);
        }
        return longest;
    }

    /** {@code +49 (151) 12-34, 5} gives {@code 491511234x5}. */
    static String of(CharSequence text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at++) {
            int digit = at(text, at);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            } else if (digit == OTHER && digits.length() > 0 && digits.charAt(digits.length() - 1) != END) {
                digits.append(END);
            }
        }
        return digits.toString();
    }
}
