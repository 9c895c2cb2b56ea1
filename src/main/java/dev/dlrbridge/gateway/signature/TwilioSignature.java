package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Parameters;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Twilio: an HMAC of the address and the sorted form, see
 * <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">webhooks security</a>. SHA-1 unless the header of
 * <a href="https://www.twilio.com/docs/usage/webhooks/webhook-shared-keys">shared keys</a> names another digest.
 *
 * <p>Other bodies than forms are covered by their SHA-256, which the query, and so the signed address, must hold.
 */
final class TwilioSignature implements SignatureScheme {
    private static final String SETTINGS = "X-Twilio-Webhooks-Signature-Settings";

    private final List<String> headers;
    private final String secretName;

    /** SignalWire does the same with a header and a secret of its own, Twilio's shared keys with another secret. */
    TwilioSignature(Options options) {
        List<String> named = options.texts("header");
        headers = named.isEmpty() ? List.of("X-Twilio-Signature") : named;
        secretName = options.name("secret", "authToken");
    }

    @Override
    public Set<String> secretNames() {
        return Set.of(secretName);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        List<byte[]> signatures = headers.stream()
                .map(callback::header)
                .filter(signature -> signature != null && !signature.isBlank())
                .map(signature -> signature.strip().getBytes(StandardCharsets.UTF_8))
                .toList();
        if (signatures.isEmpty()) {
            return Verdict.refused(Reason.SIGNATURE_MISSING);
        }
        HmacAlgorithm algorithm = algorithm(callback.header(SETTINGS));
        if (algorithm == null || !callback.isForm() && !bodyMatchesQuery(callback)) {
            return Verdict.refused(Reason.SIGNATURE_WRONG);
        }
        boolean matches = false;
        for (byte[] content : contents(callback)) {
            matches |= trust.secrets().hasOne(secretName, key -> {
                byte[] mac = algorithm.mac(key.getBytes(StandardCharsets.UTF_8), content);
                return Digests.isOneOf(Base64.getEncoder().encode(mac), signatures);
            });
        }
        return Verdict.ofSignature(matches);
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback.isForm()
                ? callback.onlyParameters(callback.query(), callback.form())
                : callback.only(true, true, Set.of());
    }

    /** {@code key=…,algorithm=HMAC_SHA256}; null if it is one that the vendor's libraries do not know either. */
    private static HmacAlgorithm algorithm(String settings) {
        for (String setting : settings == null ? new String[0] : settings.split(",")) {
            int equals = setting.indexOf('=');
            if (equals > 0 && setting.substring(0, equals).strip().equals("algorithm")) {
                return switch (setting.substring(equals + 1).strip().toUpperCase(Locale.ROOT)) {
                    case "HMAC_SHA1" -> HmacAlgorithm.SHA1;
                    case "HMAC_SHA256" -> HmacAlgorithm.SHA256;
                    default -> null;
                };
            }
        }
        return HmacAlgorithm.SHA1;
    }

    private static boolean bodyMatchesQuery(Callback callback) {
        String claimed = callback.query().first("bodySHA256");
        return claimed != null && Digests.isHexOf(Digests.digest("SHA-256", callback.body()), claimed);
    }

    /** All that may be signed of one request: each of them says the same. */
    private static List<byte[]> contents(Callback callback) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(text(SortedParameters.distinct(callback.form().pairs())));
        forms.add(text(SortedParameters.byName(callback.form().pairs())));
        return SignedAddress.of(callback).stream()
                .flatMap(address -> forms.stream().map(form -> (address + form).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** Each name followed by its value. */
    private static String text(List<Parameters.Parameter> pairs) {
        StringBuilder text = new StringBuilder(512);
        pairs.forEach(pair -> text.append(pair.name()).append(pair.value()));
        return text.toString();
    }
}
