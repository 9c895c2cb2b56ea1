package dev.dlrbridge.sandbox.oauth;

/** A chain of tokens, as it is kept while the sandbox does not run. */
public record KeptChain(
        String memberId,
        String clientId,
        int userId,
        String accessToken,
        long accessExpiresAt,
        String refreshToken,
        long refreshExpiresAt) {
    @Override
    public String toString() {
        return "KeptChain[memberId=" + memberId + ", clientId=" + clientId + "]";
    }
}
