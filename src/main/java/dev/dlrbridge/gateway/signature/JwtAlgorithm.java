package dev.dlrbridge.gateway.signature;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import org.jose4j.keys.HmacKey;

/** The algorithms a profile may permit; the key tells which of them it is for, and never the token alone. */
enum JwtAlgorithm {
    HS256,
    HS384,
    HS512,
    RS256,
    ES256;

    /** The channel's secret as the key to check with; null if it is none. */
    Key key(String secret) {
        return switch (this) {
            case HS256, HS384, HS512 ->
                PublicKeys.isPem(secret) ? null : new HmacKey(secret.getBytes(StandardCharsets.UTF_8));
            case RS256 -> PublicKeys.of("RSA", secret);
            case ES256 -> PublicKeys.of("EC", secret);
        };
    }

    /** Whether who checks could sign too. */
    boolean isShared() {
        return this == HS256 || this == HS384 || this == HS512;
    }

    static JwtAlgorithm of(String name) {
        for (JwtAlgorithm algorithm : values()) {
            if (algorithm.name().equals(name)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("must be HS256, HS384, HS512, RS256 or ES256");
    }
}
