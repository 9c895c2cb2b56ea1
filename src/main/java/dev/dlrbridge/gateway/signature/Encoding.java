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
            return Base64.getDecoder().decode(text);
        }
    },
    BASE64URL {
        @Override
        byte[] bytes(String text) {
            return Base64.getUrlDecoder().decode(text);
        }
    };

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
