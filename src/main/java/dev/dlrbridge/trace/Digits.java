package dev.dlrbridge.trace;

/** The digits of a text, in whatever script, as they are read aloud: what people write between them does not count. */
final class Digits {
    /** Stands for everything that ends a number. */
    private static final char END = 'x';

    private static final String BETWEEN = "-.()/+";

    private Digits() {}

    /** How many there are, without looking for numbers. */
    static int count(CharSequence text) {
        int count = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character >= '0' && (character <= '9' || character > 0x7f && isDigit(text, at))) {
                count++;
            }
        }
        return count;
    }

    /** {@code +49 (151) 12-34, 5} gives {@code 491511234x5}. */
    static String of(CharSequence text) {
        StringBuilder digits = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            int digit = Character.digit(character, 10);
            if (digit >= 0) {
                digits.append((char) ('0' + digit));
            } else if (!isBetween(character) && digits.length() > 0 && digits.charAt(digits.length() - 1) != END) {
                digits.append(END);
            }
        });
        return digits.toString();
    }

    private static boolean isDigit(CharSequence text, int at) {
        return Character.digit(Character.codePointAt(text, at), 10) >= 0;
    }

    private static boolean isBetween(int character) {
        return BETWEEN.indexOf(character) >= 0
                || Character.isSpaceChar(character)
                || Character.isWhitespace(character)
                || Character.getType(character) == Character.FORMAT
                || Character.getType(character) == Character.DASH_PUNCTUATION;
    }
}
