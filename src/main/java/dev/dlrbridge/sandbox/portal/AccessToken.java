package dev.dlrbridge.sandbox.portal;

/** A living or expired access token; its expiry can be moved by the control API. */
public final class AccessToken {
    public final String token;
    public final String clientId;
    public final int userId;
    public final Portal portal;
    public volatile long expiresAtMillis;
    /** The refresh token that dies when this is used for the first time, or null. */
    public volatile String replaces;

    public AccessToken(String token, String clientId, int userId, Portal portal, long expiresAtMillis) {
        this.token = token;
        this.clientId = clientId;
        this.userId = userId;
        this.portal = portal;
        this.expiresAtMillis = expiresAtMillis;
    }
}
