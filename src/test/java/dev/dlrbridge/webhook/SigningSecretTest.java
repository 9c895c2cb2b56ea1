package dev.dlrbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.signature.Schemes;
import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SigningSecretTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final byte[] BODY = "{\"type\":\"test\"}".getBytes(StandardCharsets.UTF_8);

    private final SigningSecret secret = SigningSecret.generate(new Random(1));

    /** The example that the libraries of Standard Webhooks are tested with. */
    @Test
    void shouldSignAsTheStandardsOwnLibrariesDo() {
        SigningSecret known = new SigningSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        String signature = known.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8));

        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void shouldMakeSignaturesThatTheSchemeOfGatewaysAccepts() {
        String signature = secret.sign("evt-1", NOW.getEpochSecond(), BODY);

        assertThat(verdict(signature, secret.text())).isEqualTo(Verdict.AUTHENTIC);
        assertThat(verdict("v1,AAAA " + signature, secret.text())).isEqualTo(Verdict.AUTHENTIC);
        assertThat(verdict(signature, SigningSecret.generate(new Random(2)).text()))
                .isNotEqualTo(Verdict.AUTHENTIC);
    }

    @Test
    void shouldHaveTwoHundredAndFiftySixBitsAndShowNone() {
        assertThat(secret.text()).startsWith("whsec_");
        assertThat(Base64.getDecoder().decode(secret.text().substring("whsec_".length())))
                .hasSize(32);
        assertThat(secret.toString()).doesNotContain(secret.text());
    }

    private static Verdict verdict(String signature, String secret) {
        Map<String, List<String>> headers = Map.of(
                "webhook-id", List.of("evt-1"),
                "webhook-timestamp", List.of(Long.toString(NOW.getEpochSecond())),
                "webhook-signature", List.of(signature));
        return Schemes.of("standard-webhooks", Set.of("signingKey"))
                .verify(
                        Callbacks.of("POST", "https://x/hook", null, headers, BODY),
                        new Trust(new Secrets(Map.of("signingKey", List.of(secret))), Map.of(), NOW));
    }
}
