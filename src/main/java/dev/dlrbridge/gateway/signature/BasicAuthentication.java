package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/** User name and password in the Authorization header, see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617</a>. */
final class BasicAuthentication implements SignatureScheme {
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";
    private static final String PREFIX = "Basic ";

    @Override
    public Set<String> secretNames() {
        return Set.of(USERNAME, PASSWORD);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        String authorization = callback.header("Authorization");
        if (authorization == null || !authorization.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return Verdict.refused(Verdict.Reason.SIGNATURE_MISSING);
        }
        String claimed = decoded(authorization.substring(PREFIX.length()).strip());
        return Verdict.ofSignature(trust.secrets()
                .hasOne(
                        USERNAME,
                        username -> trust.secrets()
                                .hasOne(PASSWORD, password -> Digests.isSame(username + ':' + password, claimed))));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback;
    }

    /** Empty, and thereby equal to no pair, if it is not Base64. */
    private static String decoded(String credentials) {
        try {
            return new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
