package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Digests;

/** The digests an HMAC is made with. */
enum HmacAlgorithm {
    MD5("HmacMD5"),
    SHA1("HmacSHA1"),
    SHA224("HmacSHA224"),
    SHA256("HmacSHA256"),
    SHA384("HmacSHA384"),
    SHA512("HmacSHA512");

    private final String name;

    HmacAlgorithm(String name) {
        this.name = name;
    }

    /** The key must not be empty. */
    byte[] mac(byte[] key, byte[] content) {
        return Digests.hmac(name, key, content);
    }

    static HmacAlgorithm of(String name) {
        for (HmacAlgorithm algorithm : values()) {
            if (algorithm.name().equalsIgnoreCase(name)) {
                return algorithm;
            }
        }
        throw new IllegalArgumentException("must be md5, sha1, sha224, sha256, sha384 or sha512");
    }
}
