package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;

/** An HMAC in a header, see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>; all else is an option. */
final class HmacSignature implements SignatureScheme {
    private final String secretName;
    private final SignatureHeader header;
    private final Option<HmacAlgorithm> algorithm;
    private final Option<Encoding> encoding;
    private final Encoding keyEncoding;
    private final TimestampedContent content;

    HmacSignature(Options options) {
        secretName = options.name("secret", "signingKey");
        header = SignatureHeader.of(options);
        algorithm = options.optional("algorithm", HmacAlgorithm.SHA256, HmacAlgorithm::of);
        encoding = options.optional("encoding", Encoding.HEX, Encoding::ofSignature);
        keyEncoding = options.fixed("keyEncoding", Encoding.TEXT, Encoding::ofKey);
        content = TimestampedContent.of(options);
    }

    @Override
    public Set<String> secretNames() {
        return Set.of(secretName);
    }

    @Override
    public boolean accepts(String secret) {
        return keyEncoding.decode(secret).length > 0;
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        String claimed = header.in(callback, trust.settings());
        if (claimed == null) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        byte[] signature = encoding.in(trust.settings()).decode(claimed);
        return content.verify(callback, trust, signed -> isSigned(signed, signature, trust));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return content.covered(callback, settings);
    }

    private boolean isSigned(byte[] signed, byte[] signature, Trust trust) {
        HmacAlgorithm digest = algorithm.in(trust.settings());
        return trust.secrets().hasOne(secretName, secret -> {
            byte[] key = keyEncoding.decode(secret);
            return key.length > 0 && MessageDigest.isEqual(digest.mac(key, signed), signature);
        });
    }
}
