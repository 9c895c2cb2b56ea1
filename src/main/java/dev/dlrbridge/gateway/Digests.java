package dev.dlrbridge.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests of the Java platform, all of which every platform must have, and comparison in constant time. */
public final class Digests {
    private Digests() {}

    public static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key must not be empty. */
    public static byte[] hmac(String algorithm, String key, String content) {
        return hmac(algorithm, key.getBytes(StandardCharsets.UTF_8), content.getBytes(StandardCharsets.UTF_8));
    }

    /** The key must not be empty. */
    public static byte[] hmac(String algorithm, byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether the claimed hexadecimal text, in any case, is the digest. */
    public static boolean isHexOf(byte[] digest, String claimed) {
        return isSame(HexFormat.of().formatHex(digest), claimed.strip().toLowerCase(Locale.ROOT));
    }

    /** Whether it is one of the claimed, of which all are compared. */
    public static boolean isOneOf(byte[] expected, List<byte[]> claimed) {
        boolean matches = false;
        for (byte[] one : claimed) {
            matches |= MessageDigest.isEqual(expected, one);
        }
        return matches;
    }

    /** Compares in a time that does not tell where the texts differ; texts may differ in length. */
    public static boolean isSame(String expected, String claimed) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
    }
}
