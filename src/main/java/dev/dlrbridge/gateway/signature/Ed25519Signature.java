package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An Ed25519 signature in a header, see <a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032</a>. */
final class Ed25519Signature implements SignatureScheme {
    private final String secretName;
    private final SignatureHeader header;
    private final Option<Encoding> encoding;
    private final TimestampedContent content;

    Ed25519Signature(Options options) {
        secretName = options.name("secret", "publicKey");
        header = SignatureHeader.several(options);
        encoding = options.optional("encoding", Encoding.BASE64, Encoding::ofSignature);
        content = TimestampedContent.of(options);
    }

    @Override
    public Set<String> secretNames() {
        return Set.of(secretName);
    }

    @Override
    public boolean accepts(String secret) {
        return PublicKeys.ed25519(secret) != null;
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
        return trust.secrets()
                .hasOne(secretName, secret -> isSignedByOne(PublicKeys.ed25519(secret), signed, signatures));
    }

    /** @param key null if there is none */
    static boolean isSignedByOne(PublicKey key, byte[] signed, List<byte[]> signatures) {
        boolean matches = false;
        for (byte[] signature : signatures) {
            matches |= key != null && isSigned(key, signed, signature);
        }
        return matches;
    }

    private static boolean isSigned(PublicKey key, byte[] signed, byte[] signature) {
        try {
            Signature verification = Signature.getInstance("Ed25519");
            verification.initVerify(key);
            verification.update(signed);
            return verification.verify(signature);
        } catch (GeneralSecurityException e) {
            return false; // not a signature at all, or a key that is no point of the curve
        }
    }
}
