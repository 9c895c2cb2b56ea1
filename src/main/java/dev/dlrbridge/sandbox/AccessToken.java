package dev.dlrbridge.sandbox;

/** A living or expired access token; its expiry can be moved by the control API. */
final class AccessToken {
    final String token;
    final String clientId;
    final int userId;
    final Portal portal;
    volatile long expiresAtMillis;
    /** The refresh token that dies when this is used for the first time, or null. */
    volatile String replaces;

    AccessToken(String token, String clientId, int userId, Portal portal, long expiresAtMillis) {
        this.token = token;
        this.clientId = clientId;
        this.userId = userId;
        this.portal = portal;
        this.expiresAtMillis = expiresAtMillis;
    }
}
