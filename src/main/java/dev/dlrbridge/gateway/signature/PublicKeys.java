package dev.dlrbridge.gateway.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

/** Reads public keys as vendors show them. */
final class PublicKeys {
    /** What stands before the 32 bytes of the key, see <a href="https://www.rfc-editor.org/rfc/rfc8410">RFC 8410</a>. */
    private static final byte[] ED25519_START = HexFormat.of().parseHex("302a300506032b6570032100");

    private static final int ED25519_LENGTH = 32;
    private static final String PEM_BEGIN = "-----BEGIN PUBLIC KEY-----";
    private static final String PEM_END = "-----END PUBLIC KEY-----";

    private PublicKeys() {}

    /** Of the 32 bytes in Base64, or a PEM block; null if it is neither. */
    static PublicKey ed25519(String text) {
        byte[] bytes = der(text);
        if (bytes.length != ED25519_LENGTH) {
            return parse("Ed25519", bytes);
        }
        byte[] encoded = new byte[ED25519_START.length + ED25519_LENGTH];
        System.arraycopy(ED25519_START, 0, encoded, 0, ED25519_START.length);
        System.arraycopy(bytes, 0, encoded, ED25519_START.length, ED25519_LENGTH);
        return parse("Ed25519", encoded);
    }

    /**
     * Of a PEM block, or what stands inside it.
     *
     * @param algorithm RSA or EC
     * @return null if it is no such key
     */
    static PublicKey of(String algorithm, String text) {
        return parse(algorithm, der(text));
    }

    static boolean isPem(String text) {
        return text.strip().startsWith(PEM_BEGIN);
    }

    private static byte[] der(String text) {
        String base64 = text.replace(PEM_BEGIN, "").replace(PEM_END, "");
        StringBuilder compact = new StringBuilder(base64.length());
        base64.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> compact.append((char) c));
        return Encoding.BASE64.decode(compact.toString());
    }

    private static PublicKey parse(String algorithm, byte[] encoded) {
        try {
            return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }
}
