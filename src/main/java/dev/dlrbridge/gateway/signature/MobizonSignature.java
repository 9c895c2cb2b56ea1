package dev.dlrbridge.gateway.signature;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Mobizon: {@code sign} is the SHA-1 of {@code eventId|attempt|eventCreateTs|key} as hexadecimal, see
 * <a href="https://mobizon.kz/help/api-docs/webhooks">webhooks</a>. It does not cover the report itself.
 */
final class MobizonSignature implements SignatureScheme {
    private static final String SECRET_KEY = "secretKey";

    @Override
    public Set<String> secretNames() {
        return Set.of(SECRET_KEY);
    }

    @Override
    public Verdict verify(Callback callback, Trust trust) {
        JsonNode event = callback.json();
        String claimed = event == null ? "" : event.path("sign").asText();
        if (claimed.isEmpty()) {
            return Verdict.refused(Verdict.Reason.SIGNATURE_MISSING);
        }
        String signed = text(event, "eventId") + text(event, "attempt") + text(event, "eventCreateTs");
        return Verdict.ofSignature(trust.secrets().hasOne(SECRET_KEY, key -> {
            byte[] content = (signed + key).getBytes(StandardCharsets.UTF_8);
            return Digests.isHexOf(Digests.digest("SHA-1", content), claimed);
        }));
    }

    @Override
    public Callback covered(Callback callback, Map<String, String> settings) {
        return callback.only(false, true, Set.of()); // the vendor signs no more than that the event is his
    }

    private static String text(JsonNode event, String field) {
        return event.path(field).asText() + '|';
    }
}
