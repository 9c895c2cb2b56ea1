package dev.dlrbridge.journal;

import dev.dlrbridge.tenant.secret.Sha256;
import dev.dlrbridge.trace.Masked;
import dev.dlrbridge.trace.Recipient;
import java.util.HexFormat;

/**
 * Makes a gateway's texts fit to be stored: no NUL, which PostgreSQL's {@code text} cannot hold, no more than is useful,
 * and no telephone number.
 */
final class Text {
    static final int LONGEST_ID = 128;
    static final int LONGEST_STATUS = 64;
    static final int LONGEST_ERROR = 200;

    private static final int HASH_LENGTH = 64;

    private Text() {}

    static String cut(String text, int longest) {
        if (text == null) {
            return null;
        }
        String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
        if (clean.length() <= longest) {
            return clean;
        }
        boolean splitsPair = Character.isHighSurrogate(clean.charAt(longest - 1));
        return clean.substring(0, splitsPair ? longest - 1 : longest);
    }

    /** A gateway's words about a message to the recipient, without telephone numbers. */
    static String kept(String text, Recipient recipient, int longest) {
        return cut(Masked.kept(text, recipient), longest);
    }

    /**
     * What a report and a correlation meet by, which no recipient's number is readable in. Nothing but the id itself says
     * whether it is hashed, since a correlation may come without the recipient: any that has as many digits as a number.
     * One that is too long is hashed instead of cut, since it must stay unique.
     */
    static String key(String id) {
        return isPlain(id) && (isHash(id) || !Masked.mayHoldNumber(id)) ? id : hash(id);
    }

    /** What earlier versions have stored in place of {@link #key}, readable; null when that is the same. */
    static String formerKey(String id) {
        return isPlain(id) && !key(id).equals(id) ? id : null;
    }

    private static boolean isPlain(String id) {
        return id.length() <= LONGEST_ID && id.indexOf('\0') < 0;
    }

    /** An id by which the recipient's number cannot be read. */
    static String id(String id, Recipient recipient) {
        return recipient.isIn(id) ? hash(id) : cut(id, LONGEST_ID);
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }

    private static boolean isHash(String text) {
        return text.length() == HASH_LENGTH && text.chars().allMatch(HexFormat::isHexDigit);
    }
}
