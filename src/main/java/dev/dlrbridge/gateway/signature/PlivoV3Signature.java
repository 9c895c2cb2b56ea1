package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Parameters;
import dev.dlrbridge.gateway.Parameters.Parameter;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plivo, version 3: HMAC-SHA256 of the address, the sorted query, the sorted form and a nonce, see
 * <a href="https://www.plivo.com/docs/messaging/concepts/signature-validation">signature validation</a> and
 * <a href="https://github.com/plivo/plivo-python/blob/master/plivo/utils/signature_v3.py">the vendor's library</a>.
 */
final class PlivoV3Signature implements SignatureScheme {
    private static final String AUTH_TOKEN = "authToken";

    /** By the token of the account that sends, and by its main account's; each may be several, of tokens in turn. */
    private static final List<SignatureHeader> SIGNATURES = List.of(
            SignatureHeader.list("X-Plivo-Signature-V3", ","), SignatureHeader.list("X-Plivo-Signature-Ma-V3", ","));

    @Override
    public Set<String> secretNames() {
        return Set.of(AUTH_TOKEN);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        List<byte[]> signatures = SIGNATURES.stream()
                .flatMap(header -> header.in(callback).stream())
                .map(signature -> signature.getBytes(StandardCharsets.UTF_8))
                .toList();
        String nonce = callback.header("X-Plivo-Signature-V3-Nonce");
        if (signatures.isEmpty() || nonce == null) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        String signed = address(callback) + '.' + nonce;
        return Verdict.ofSignature(trust.secrets().hasOne(AUTH_TOKEN, token -> {
            byte[] mac = Digests.hmac("HmacSHA256", token, signed);
            return Digests.isOneOf(Base64.getEncoder().encode(mac), signatures);
        }));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback.onlyParameters(callback.query(), callback.form());
    }

    /** The question mark stands before a form even where there is no query; the point only behind a query. */
    private static String address(Callback callback) {
        String query = sortedQuery(callback.query());
        String form = sortedForm(callback.form());
        StringBuilder address = new StringBuilder(SignedContent.withoutQuery(callback.url()));
        if (!query.isEmpty() || !form.isEmpty()) {
            address.append('?').append(query);
        }
        if (!query.isEmpty() && !form.isEmpty()) {
            address.append('.');
        }
        return address.append(form).toString();
    }

    private static String sortedQuery(Parameters query) {
        return SortedParameters.of(query.pairs()).stream()
                .map(pair -> pair.name() + '=' + pair.value())
                .collect(Collectors.joining("&"));
    }

    private static String sortedForm(Parameters form) {
        StringBuilder text = new StringBuilder(512);
        for (Parameter pair : SortedParameters.of(form.pairs())) {
            text.append(pair.name()).append(pair.value());
        }
        return text.toString();
    }
}
