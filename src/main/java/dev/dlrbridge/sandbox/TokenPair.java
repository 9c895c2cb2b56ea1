package dev.dlrbridge.sandbox;

import java.time.Instant;

/** What an installation hands to the application. */
public record TokenPair(String accessToken, String refreshToken, Instant expiresAt, String applicationToken) {
    @Override
    public String toString() {
        return "TokenPair[expiresAt=" + expiresAt + "]";
    }
}
