package dev.dlrbridge.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Knows the administration token; digests are compared, so that not even its length can be measured. */
@ApplicationScoped
class AdminToken {
    private final byte[] expected;

    AdminToken(AdminConfig config) {
        this.expected = digest(config.token());
    }

    boolean is(String claimed) {
        return MessageDigest.isEqual(expected, digest(claimed));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
