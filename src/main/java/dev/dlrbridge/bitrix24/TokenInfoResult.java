package dev.dlrbridge.bitrix24;

/** What became of the question whose an access token is. */
public sealed interface TokenInfoResult {

    /** The token is good. */
    record Known(TokenInfo info) implements TokenInfoResult {}

    /**
     * The authorisation server does not vouch for the token.
     *
     * @param code upper-cased, such as {@code EXPIRED_TOKEN}
     */
    record Refused(String code) implements TokenInfoResult {}

    /** No usable answer came. */
    record Failed(FailureKind kind) implements TokenInfoResult {}
}
