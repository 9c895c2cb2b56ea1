package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Parameters;
import dev.dlrbridge.gateway.Parameters.Parameter;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * MessageBird's older signature: HMAC-SHA256 of time stamp, sorted query and the digest of the body, see
 * <a href="https://developers.messagebird.com/api/#verifying-http-requests">verifying HTTP requests</a>.
 */
final class MessageBirdSignature implements SignatureScheme {
    private static final String SIGNING_KEY = "signingKey";
    private static final String TIME = "statusDatetime";

    private final Option<Tolerance> tolerance;

    MessageBirdSignature(Options options) {
        tolerance = options.optional("tolerance", Tolerance.USUAL, Tolerance::of);
    }

    @Override
    public Set<String> secretNames() {
        return Set.of(SIGNING_KEY);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        String claimed = callback.header("MessageBird-Signature");
        String timestamp = callback.header("MessageBird-Request-Timestamp");
        if (claimed == null || timestamp == null) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        byte[] signature = Encoding.BASE64.decode(claimed.strip());
        boolean matches = false;
        for (PercentEncoding encoding : PercentEncoding.values()) {
            byte[] signed = signed(callback, timestamp, encoding);
            matches |= trust.secrets().hasOne(SIGNING_KEY, key -> {
                byte[] expected = HmacAlgorithm.SHA256.mac(key.getBytes(StandardCharsets.UTF_8), signed);
                return MessageDigest.isEqual(expected, signature);
            });
        }
        return tolerance.in(trust.settings()).verdict(matches, timestamp, trust.now());
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback.body().length == 0
                ? callback.onlyParameters(Parameters.ofPairs(query(callback)), Parameters.EMPTY)
                : callback.only(true, true, Set.of());
    }

    private static byte[] signed(Callback callback, String timestamp, PercentEncoding encoding) {
        String query = encoding.query(SortedParameters.of(query(callback)));
        ByteArrayOutputStream signed = new ByteArrayOutputStream(512);
        signed.writeBytes((timestamp + '\n' + query + '\n').getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(Digests.digest("SHA-256", callback.body()));
        return signed.toByteArray();
    }

    /** The plus of a time's offset is signed, and meant, also where it was sent as it is, which says a space. */
    private static List<Parameter> query(Callback callback) {
        return callback.query().pairs().stream()
                .map(pair -> pair.name().equals(TIME)
                        ? new Parameter(TIME, pair.value().replace(' ', '+'))
                        : pair)
                .toList();
    }
}
