package dev.dlrbridge.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Makes a gateway's texts fit for PostgreSQL: no NUL, which {@code text} cannot hold, and no more than is useful. */
final class Text {
    static final int LONGEST_ID = 128;
    static final int LONGEST_STATUS = 64;
    static final int LONGEST_ERROR = 200;

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

    /** A key must stay unique when it is too long to be one, so that it is hashed instead of cut. */
    static String key(String text) {
        if (text == null || text.length() <= LONGEST_ID && text.indexOf('\0') < 0) {
            return text;
        }
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
