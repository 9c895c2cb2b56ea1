package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import java.util.Map;
import java.util.Set;

/** Fixed secrets in parameters of the form or query, such as user name and password. */
final class ParameterCredentials implements SignatureScheme {
    private final Map<String, String> secretNames;

    ParameterCredentials(Options options) {
        secretNames = options.names("parameters");
    }

    @Override
    public Set<String> secretNames() {
        return Set.copyOf(secretNames.values());
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        boolean matches = true;
        for (Map.Entry<String, String> parameter : secretNames.entrySet()) {
            String claimed = callback.parameter(parameter.getKey());
            if (claimed == null) {
                return Verdict.refused(Verdict.Reason.SIGNATURE_MISSING);
            }
            matches &= trust.secrets().hasOne(parameter.getValue(), secret -> Digests.isSame(secret, claimed));
        }
        return Verdict.ofSignature(matches);
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback;
    }
}
