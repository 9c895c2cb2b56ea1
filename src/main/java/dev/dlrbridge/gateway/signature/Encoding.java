package dev.dlrbridge.gateway.signature;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/** How bytes are written as text. */
enum Encoding {
    /** The text's own bytes; for secrets. */
    TEXT {
        @Override
        byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    },
    HEX {
        @Override
        byte[] bytes(String text) {
            return HexFormat.of().parseHex(text);
        }
    },
    BASE64 {
        @Override
        byte[] bytes(String text) {
            return canonical(text, Base64.getDecoder().decode(text), Base64.getEncoder());
        }
    },
    BASE64URL {
        @Override
        byte[] bytes(String text) {
            return canonical(text, Base64.getUrlDecoder().decode(text), Base64.getUrlEncoder());
        }
    };

    /** Bits behind the last byte must be none: a text with others would be another that means the same. */
    private static byte[] canonical(String text, byte[] bytes, Base64.Encoder encoder) {
        boolean padded = text.endsWith("=");
        String canonical = (padded ? encoder : encoder.withoutPadding()).encodeToString(bytes);
        if (!canonical.equals(text)) {
            throw new IllegalArgumentException("has bits behind its last byte");
        }
        return bytes;
    }

    /** May throw IllegalArgumentException. */
    abstract byte[] bytes(String text);

    /** The bytes, or none if the text is not so encoded. */
    byte[] decode(String text) {
        try {
            return bytes(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** {@code hex}, {@code base64} or {@code base64url}. */
    static Encoding ofSignature(String name) {
        return switch (name) {
            case "hex" -> HEX;
            case "base64" -> BASE64;
            case "base64url" -> BASE64URL;
            default -> throw new IllegalArgumentException("must be hex, base64 or base64url");
        };
    }

    /** {@code text}, {@code hex} or {@code base64}. */
    static Encoding ofKey(String name) {
        return switch (name) {
            case "text" -> TEXT;
            case "hex" -> HEX;
            case "base64" -> BASE64;
            default -> throw new IllegalArgumentException("must be text, hex or base64");
        };
    }
}
