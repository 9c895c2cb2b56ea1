package dev.dlrbridge.tenant.callback;

import dev.dlrbridge.tenant.secret.Sha256;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** SHA-256 of a callback key, by which the channel is found; the key itself is kept nowhere in clear. */
public record KeyHash(byte[] bytes) {

    public static KeyHash of(String key) {
        return new KeyHash(Sha256.of(key));
    }

    /** Of its text. */
    public static Optional<KeyHash> parse(String hexadecimal) {
        try {
            return Optional.of(new KeyHash(HexFormat.of().parseHex(hexadecimal)));
        } catch (IllegalArgumentException noHash) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
