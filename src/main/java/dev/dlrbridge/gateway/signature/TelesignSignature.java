package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/**
 * Telesign: HMAC-SHA256 of the body with the API key, which is Base64, see
 * <a href="https://developer.telesign.com/enterprise/docs/authentication">authentication</a>.
 */
final class TelesignSignature implements SignatureScheme {
    private static final String API_KEY = "apiKey";

    /** Then customer id and signature, with a colon between them. */
    private static final String LONG_FORM = "TSA ";

    @Override
    public Set<String> secretNames() {
        return Set.of(API_KEY);
    }

    @Override
    public boolean accepts(String secret) {
        return Encoding.BASE64.decode(secret.strip()).length > 0;
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        String claimed = claimed(callback);
        if (claimed == null) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        byte[] signature = Encoding.BASE64.decode(claimed);
        return Verdict.ofSignature(trust.secrets().hasOne(API_KEY, secret -> {
            byte[] key = Encoding.BASE64.decode(secret.strip());
            return key.length > 0 && MessageDigest.isEqual(HmacAlgorithm.SHA256.mac(key, callback.body()), signature);
        }));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback.only(false, true, Set.of());
    }

    /** The vendor's pages show both forms, and both headers. */
    private static String claimed(Callback callback) {
        String own = callback.header("X-TS-Authorization");
        String header = own == null ? callback.header("Authorization") : own;
        if (header == null) {
            return null;
        }
        return header.startsWith(LONG_FORM)
                ? header.substring(header.lastIndexOf(':') + 1).strip()
                : header.strip();
    }
}
