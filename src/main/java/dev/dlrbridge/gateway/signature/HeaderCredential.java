package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import java.util.Map;
import java.util.Set;

/** A fixed secret in a header, as many gateways let one choose; {@code prefix: "Bearer "} makes it a bearer token. */
final class HeaderCredential implements SignatureScheme {
    private final String secretName;
    private final SignatureHeader header;

    HeaderCredential(Options options) {
        secretName = options.name("secret", "token");
        header = SignatureHeader.of(options);
    }

    @Override
    public Set<String> secretNames() {
        return Set.of(secretName);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        String claimed = header.single(callback, trust.settings());
        if (claimed == null) {
            return Verdict.refused(Verdict.Reason.SIGNATURE_MISSING);
        }
        return Verdict.ofSignature(
                trust.secrets().hasOne(secretName, secret -> Digests.isSame(secret.strip(), claimed)));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback;
    }
}
