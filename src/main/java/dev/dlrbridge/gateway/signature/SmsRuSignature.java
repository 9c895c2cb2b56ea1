package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Parameters;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.reading.SmsRuEntries;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * SMS.ru: the parameter {@code hash} is the SHA-256 of api_id and all values of {@code data[]}, as hexadecimal, see
 * <a href="https://sms.ru/api/callback">callback</a>.
 */
final class SmsRuSignature implements SignatureScheme {
    private static final String API_ID = "apiId";

    @Override
    public Set<String> secretNames() {
        return Set.of(API_ID);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        String hash = callback.form().first("hash");
        if (hash == null) {
            return Verdict.refused(Verdict.Reason.SIGNATURE_MISSING);
        }
        String data = String.join("", SmsRuEntries.of(callback.form()));
        return Verdict.ofSignature(trust.secrets().hasOne(API_ID, apiId -> {
            byte[] content = (apiId + data).getBytes(StandardCharsets.UTF_8);
            return Digests.isHexOf(Digests.digest("SHA-256", content), hash);
        }));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback.onlyParameters(Parameters.EMPTY, callback.form().only(SmsRuEntries::isEntry));
    }
}
