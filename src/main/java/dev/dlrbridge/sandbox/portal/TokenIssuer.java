package dev.dlrbridge.sandbox.portal;

/** Who makes a portal's tokens and ends their life, as its OAuth server does. */
public interface TokenIssuer {
    /** A new chain, independent of all others. */
    TokenPair issue(Portal portal, String clientId, int userId);

    void expireAccessTokens(Portal portal);

    void expireRefreshTokens(Portal portal);

    void forget(Portal portal);

    /** Random hexadecimal digits. */
    String newSecret(int length);
}
