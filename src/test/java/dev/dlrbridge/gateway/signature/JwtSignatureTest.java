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
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile may permit several algorithms; the channel's key says for which of them it is. */
class JwtSignatureTest {
    private static final Signature SCHEME =
            Schemes.of("{scheme: jwt, header: X-Token, algorithm: [HS256, RS256, ES256]}", Set.of("signingKey"));

    @ParameterizedTest
    @CsvSource({"RSA, true", "RSA, false", "EC, true", "EC, false"})
    void shouldNotTakeAPublicKeyForAShared(String kind, boolean asPem) throws GeneralSecurityException {
        // given
        byte[] encoded =
                KeyPairGenerator.getInstance(kind).generateKeyPair().getPublic().getEncoded();
        String base64 = Base64.getEncoder().encodeToString(encoded);
        String key = asPem ? "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----" : base64;

        // when: whoever knows it signs with it
        Verdict verdict = verdict(token(key), key);

        // then
        assertThat(SCHEME.ways().get(0).check().accepts(key)).isTrue();
        assertThat(verdict).isEqualTo(Verdict.refused(Reason.SIGNATURE_WRONG));
    }

    @ParameterizedTest
    @CsvSource({"the shared key, true", "another key, false"})
    void shouldBelieveWhatTheSharedKeySigned(String key, boolean isRight) {
        assertThat(verdict(token(key), "the shared key")).isEqualTo(Verdict.ofSignature(isRight));
    }

    private static Verdict verdict(String token, String key) {
        Callback callback = Callbacks.of("POST", "https://x/", null, Map.of("X-Token", List.of(token)), new byte[0]);
        return SCHEME.verify(
                callback, new Trust(new Secrets(Map.of("signingKey", List.of(key))), Map.of(), Instant.EPOCH));
    }

    private static String token(String key) {
        String content = base64url("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
                + '.'
                + base64url("{\"iss\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        return content + '.' + base64url(Digests.hmac("HmacSHA256", key, content));
    }

    private static String base64url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
