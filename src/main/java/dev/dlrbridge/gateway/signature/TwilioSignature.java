package dev.dlrbridge.gateway.signature;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Parameters;
import dev.dlrbridge.gateway.Parameters.Parameter;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Twilio: HMAC-SHA1 of the address and the sorted form, see
 * <a href="https://www.twilio.com/docs/usage/webhooks/webhooks-security">webhooks security</a>.
 *
 * <p>Other bodies than forms are covered by their SHA-256, which the query, and so the signed address, must hold.
 */
final class TwilioSignature implements SignatureScheme {
    private final String header;
    private final String secretName;

    /** SignalWire does the same with a header and a secret of its own. */
    TwilioSignature(Options options) {
        header = options.name("header", "X-Twilio-Signature");
        secretName = options.name("secret", "authToken");
    }

    @Override
    public Set<String> secretNames() {
        return Set.of(secretName);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        String signature = callback.header(header);
        if (signature == null || signature.isBlank()) {
            return Verdict.refused(Verdict.Reason.SIGNATURE_MISSING);
        }
        if (!callback.isForm() && !bodyMatchesQuery(callback)) {
            return Verdict.refused(Verdict.Reason.SIGNATURE_WRONG);
        }
        String form = sortedForm(callback.form());
        boolean matches = false;
        for (String url : withAndWithoutDefaultPort(callback.url())) {
            matches |= trust.secrets().hasOne(secretName, token -> {
                byte[] mac = Digests.hmac("HmacSHA1", token, url + form);
                return Digests.isSame(Base64.getEncoder().encodeToString(mac), signature.strip());
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

    private static boolean bodyMatchesQuery(Callback callback) {
        String claimed = callback.query().first("bodySHA256");
        return claimed != null && Digests.isHexOf(Digests.digest("SHA-256", callback.body()), claimed);
    }

    /** Each name followed by its value; of equal pairs one, as Twilio's own libraries do. */
    private static String sortedForm(Parameters form) {
        StringBuilder text = new StringBuilder(512);
        Parameter previous = null;
        for (Parameter pair : SortedParameters.of(form.pairs())) {
            if (!pair.equals(previous)) {
                text.append(pair.name()).append(pair.value());
            }
            previous = pair;
        }
        return text.toString();
    }

    /** Twilio signs the default port sometimes and sometimes not, so its own libraries try both. */
    private static List<String> withAndWithoutDefaultPort(String url) {
        int host = url.indexOf("://") + 3;
        if (host < 3) {
            return List.of(url);
        }
        String port = url.startsWith("https://") ? ":443" : ":80";
        int end = host;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(host, end);
        if (authority.endsWith(port)) {
            return List.of(url, url.substring(0, end - port.length()) + url.substring(end));
        }
        boolean otherPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return otherPort ? List.of(url) : List.of(url, url.substring(0, end) + port + url.substring(end));
    }
}
