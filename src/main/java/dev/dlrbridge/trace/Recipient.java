package dev.dlrbridge.trace;

/**
 * To whom a message went, as far as it takes to find the number again in what a gateway wrote: its last digits, which
 * are the same in all spellings, with country code, with zeros in front of it or without.
 */
public final class Recipient {
    /** A number that nobody knows, which is in no text. */
    public static final Recipient UNKNOWN = new Recipient(0, 0);

    private static final int MOST = 7;
    /** Short numbers are shorter than any telephone's, and are in too many texts by chance. */
    private static final int LEAST = 5;

    private final int last;
    private final int length;
    private final int modulus;

    private Recipient(int last, int length) {
        this.last = last;
        this.length = length;
        this.modulus = (int) Math.pow(10, length);
    }

    /** @param number as a gateway wrote it; null if it did not */
    public static Recipient of(String number) {
        if (number == null) {
            return UNKNOWN;
        }
        String plain = Escapes.removed(number);
        int last = 0;
        int length = 0;
        int place = 1;
        for (int at = plain.length() - 1; at >= 0 && length < MOST; at--) {
            int digit = Digits.at(plain, at);
            if (digit >= 0) {
                last += digit * place;
                place *= 10;
                length++;
            }
        }
        return length < LEAST ? UNKNOWN : new Recipient(last, length);
    }

    /** Whether the text holds the number, however it is written there; null holds none. */
    public boolean isIn(String text) {
        return text != null && this != UNKNOWN && isInPlain(Escapes.removed(text));
    }

    /** Whether a text without escapes holds the number. In one walk, without a copy: every report is looked through. */
    boolean isInPlain(CharSequence text) {
        int value = 0;
        int digits = 0;
        for (int at = 0; at < text.length(); at++) {
            int digit = Digits.at(text, at);
            if (digit >= 0) {
                value = (value * 10 + digit) % modulus;
                digits++;
                if (digits >= length && value == last && this != UNKNOWN) {
                    return true;
                }
            } else if (digit == Digits.OTHER) {
                value = 0;
                digits = 0;
            }
        }
        return false;
    }

    /** The fewest digits that may be this number. */
    int length() {
        return length;
    }

    @Override
    public String toString() {
        return "Recipient";
    }
}
