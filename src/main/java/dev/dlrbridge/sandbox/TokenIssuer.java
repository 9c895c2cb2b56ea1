package dev.dlrbridge.sandbox;

/** Who makes a portal's tokens and ends their life, as its OAuth server does. */
interface TokenIssuer {
    /** A new chain, independent of all others. */
    TokenPair issue(Portal portal, String clientId, int userId);

    void expireAccessTokens(Portal portal);

    void expireRefreshTokens(Portal portal);

    void forget(Portal portal);

    /** Random hexadecimal digits. */
    String newSecret(int length);
}
