package dev.dlrbridge.bitrix24;

import java.time.Instant;

/** An access token with its end of life, and the single-use token that renews it; never printed. */
public record TokenPair(String accessToken, String refreshToken, Instant expiresAt) {
    @Override
    public String toString() {
        return "TokenPair[expiresAt=" + expiresAt + "]";
    }
}
