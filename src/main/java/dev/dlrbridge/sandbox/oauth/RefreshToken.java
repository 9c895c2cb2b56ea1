package dev.dlrbridge.sandbox.oauth;

import dev.dlrbridge.sandbox.portal.AccessToken;

/** A refresh token and the access token handed out with it. */
final class RefreshToken {
    final String token;
    final AccessToken access;
    volatile long expiresAtMillis;
    volatile boolean used;

    RefreshToken(String token, AccessToken access, long expiresAtMillis) {
        this.token = token;
        this.access = access;
        this.expiresAtMillis = expiresAtMillis;
    }
}
