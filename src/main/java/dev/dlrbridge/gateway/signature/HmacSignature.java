package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An HMAC in a header, or one of several there, see <a href="https://www.rfc-editor.org/rfc/rfc2104">RFC 2104</a>; all else is an option. */
final class HmacSignature implements SignatureScheme {
    private final String secretName;
    private final SignatureHeader header;
    private final Option<HmacAlgorithm> algorithm;
    private final Option<Encoding> encoding;
    private final Encoding keyEncoding;
    private final TimestampedContent content;

    HmacSignature(Options options) {
        secretName = options.name("secret", "signingKey");
        header = SignatureHeader.several(options);
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
        List<String> claimed = header.in(callback, trust.settings());
        if (claimed.isEmpty()) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        List<byte[]> signatures =
                claimed.stream().map(encoding.in(trust.settings())::decode).toList();
        return content.verify(callback, trust, signed -> isSigned(signed, signatures, trust));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return content.covered(callback, settings);
    }

    private boolean isSigned(byte[] signed, List<byte[]> signatures, Trust trust) {
        HmacAlgorithm digest = algorithm.in(trust.settings());
        return trust.secrets().hasOne(secretName, secret -> {
            byte[] key = keyEncoding.decode(secret);
            return key.length > 0 && Digests.isOneOf(digest.mac(key, signed), signatures);
        });
    }
}
