package dev.dlrbridge.gateway.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a webhook is what was signed, whichever of the two sets of headers it has. */
class StandardWebhooksSignatureTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final String BODY = "{\"id\":\"1\"}";
    private static final Signature SCHEME = Schemes.of("standard-webhooks", Set.of("signingKey"));

    @ParameterizedTest
    @CsvSource({"webhook-, svix-", "svix-, webhook-"})
    void shouldReadNoIdButTheSignedOne(String signed, String other) {
        // given
        Callback callback = callback(headers(signed), Map.of(other + "id", "of-another"));

        // when
        Callback covered = SCHEME.covered(callback, secrets(), Map.of());

        // then
        assertThat(verdict(callback)).isEqualTo(Verdict.AUTHENTIC);
        assertThat(covered.header(signed + "id")).isEqualTo("msg_1");
        assertThat(covered.header(other + "id")).isNull();
        assertThat(covered.query().pairs()).isEmpty();
        assertThat(covered.json().path("id").asText()).isEqualTo("1");
    }

    @Test
    void shouldRefuseASignatureOfOneSetBesideHeadersOfTheOther() {
        assertThat(verdict(callback(headers("svix-"), Map.of("webhook-signature", "v1,AA=="))))
                .isEqualTo(Verdict.refused(Reason.SIGNATURE_MISSING));
    }

    @Test
    void shouldTakeHeadersOfAnotherNameOnlyWhereTheProfileNamesThem() {
        // given
        Signature acme = Schemes.of("{scheme: standard-webhooks, headerPrefix: acme-}", Set.of("signingKey"));
        Trust trust = new Trust(secrets(), Map.of(), NOW);

        // then
        assertThat(acme.verify(callback(headers("acme-"), Map.of()), trust)).isEqualTo(Verdict.AUTHENTIC);
        assertThat(acme.verify(callback(headers("svix-"), Map.of()), trust))
                .isEqualTo(Verdict.refused(Reason.SIGNATURE_MISSING));
    }

    @ParameterizedTest
    @CsvSource({
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, true",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, true",
        "whpk_0EqyMtGmHgWpVlrL6BpkmF5Y0Iq9bOoF6qmiExX2fEs=, true",
        "whpk_AAAA, false",
        "whsec_, false",
        "whsec_not Base64, false"
    })
    void shouldSayOfASecretWhetherItIsAKey(String secret, boolean isKey) {
        assertThat(SCHEME.ways().get(0).check().accepts(secret)).isEqualTo(isKey);
    }

    private static Verdict verdict(Callback callback) {
        return SCHEME.verify(callback, new Trust(secrets(), Map.of(), NOW));
    }

    private static Secrets secrets() {
        return new Secrets(Map.of("signingKey", List.of(SECRET)));
    }

    private static Callback callback(Map<String, String> headers, Map<String, String> more) {
        Map<String, List<String>> received = new TreeMap<>();
        headers.forEach((name, value) -> received.put(name, List.of(value)));
        more.forEach((name, value) -> received.put(name, List.of(value)));
        return Callbacks.of("POST", "https://x/dlr/acme?id=2", "id=2", received, BODY.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(String prefix) {
        String timestamp = String.valueOf(NOW.getEpochSecond());
        byte[] key = Base64.getDecoder().decode(SECRET.substring("whsec_".length()));
        byte[] content = ("msg_1." + timestamp + '.' + BODY).getBytes(StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(Digests.hmac("HmacSHA256", key, content));
        return Map.of(prefix + "id", "msg_1", prefix + "timestamp", timestamp, prefix + "signature", "v1," + signature);
    }
}
