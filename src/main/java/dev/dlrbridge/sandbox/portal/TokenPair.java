package dev.dlrbridge.sandbox.portal;

import java.time.Instant;

/** What an installation hands to the application. */
public record TokenPair(String accessToken, String refreshToken, Instant expiresAt, String applicationToken) {
    @Override
    public String toString() {
        return "TokenPair[expiresAt=" + expiresAt + "]";
    }
}
