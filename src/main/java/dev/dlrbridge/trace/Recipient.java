package dev.dlrbridge.trace;

/**
 * To whom a message went, as far as it takes to find the number again in what a gateway wrote: its last digits, which
 * are the same in all spellings, with country code, with zeros in front of it or without.
 */
public final class Recipient {
    /** A number that nobody knows, which is in no text. */
    public static final Recipient UNKNOWN = new Recipient("");

    private static final int LAST = 7;
    /** Short numbers are shorter than any telephone's, and are in too many texts by chance. */
    private static final int LEAST = 5;

    private final String last;

    private Recipient(String last) {
        this.last = last;
    }

    /** @param number as a gateway wrote it; null if it did not */
    public static Recipient of(String number) {
        if (number == null || Digits.count(number) < LEAST) {
            return UNKNOWN;
        }
        String digits = Digits.of(Escapes.removed(number)).replace("x", "");
        return new Recipient(digits.substring(Math.max(0, digits.length() - LAST)));
    }

    /** Whether the text holds the number, however it is written there; null holds none. */
    public boolean isIn(String text) {
        return text != null
                && this != UNKNOWN
                && Digits.count(text) >= last.length()
                && isIn((CharSequence) Digits.of(Escapes.removed(text)));
    }

    /** @param digits as {@link Digits} has them */
    boolean isIn(CharSequence digits) {
        return this != UNKNOWN && digits.toString().contains(last);
    }

    /** The fewest digits that may be this number. */
    int length() {
        return last.length();
    }

    @Override
    public String toString() {
        return "Recipient";
    }
}
