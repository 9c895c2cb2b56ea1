package dev.dlrbridge.gateway.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.gateway.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Test vectors the vendors publish, or that were computed as they describe; each with a refusal beside it. */
class SignatureVectorsTest {
    private static final Verdict WRONG = Verdict.refused(Reason.SIGNATURE_WRONG);
    private static final Verdict MISSING = Verdict.refused(Reason.SIGNATURE_MISSING);
    private static final String TWILIO_FORM =
            "Digits=1234&CallSid=CA1234567890ABCDE&From=%2B14158675309&To=%2B18005551212&Caller=%2B14158675309";
    private static final String TWILIO_URL = "https://mycompany.com/myapp.php?foo=1&bar=2";
    private static final String TWILIO_SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    private static final String JSON_URL =
            TWILIO_URL + "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";
    private static final String JSON_SIGNATURE = "a9nBmqA0ju/hNViExpshrM61xv4=";
    private static final String JSON_BODY = "{\"property\": \"value\", \"boolean\": true}";

    @Test
    void shouldAcceptTwilioFormAndRefuseItChanged() {
        assertThat(twilio(TWILIO_URL, TWILIO_FORM, null, TWILIO_SIGNATURE)).isEqualTo(Verdict.AUTHENTIC);
        assertThat(twilio(TWILIO_URL, TWILIO_FORM + "&Extra=1", null, TWILIO_SIGNATURE))
                .isEqualTo(WRONG);
        assertThat(twilio(TWILIO_URL + "3", TWILIO_FORM, null, TWILIO_SIGNATURE))
                .isEqualTo(WRONG);
        assertThat(twilio(TWILIO_URL, TWILIO_FORM, null, " ")).isEqualTo(MISSING);
        assertThat(twilio(TWILIO_URL, TWILIO_FORM, null, "R")).isEqualTo(WRONG);
    }

    @Test
    void shouldAcceptTwilioJsonAndRefuseItChanged() {
        assertThat(twilio(JSON_URL, JSON_BODY, "application/json", JSON_SIGNATURE))
                .isEqualTo(Verdict.AUTHENTIC);
        assertThat(twilio(JSON_URL, JSON_BODY + " ", "application/json", JSON_SIGNATURE))
                .isEqualTo(WRONG);
        assertThat(twilio(JSON_URL, JSON_BODY, "application/json", TWILIO_SIGNATURE))
                .isEqualTo(WRONG);
        assertThat(twilio(TWILIO_URL, JSON_BODY, "application/json", TWILIO_SIGNATURE))
                .isEqualTo(WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://mycompany.com:443/myapp.php?foo=1&bar=2", TWILIO_URL})
    void shouldAcceptTwilioWithOrWithoutDefaultPort(String url) {
        assertThat(twilio(url, TWILIO_FORM, null, TWILIO_SIGNATURE)).isEqualTo(Verdict.AUTHENTIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://mycompany.com:8443/myapp.php?foo=1&bar=2",
                "https://mycompany.com:80/myapp.php?foo=1&bar=2",
                "http://mycompany.com/myapp.php?foo=1&bar=2",
                "",
                "https://"
            })
    void shouldRefuseTwilioWithAnotherOrigin(String url) {
        assertThat(twilio(url, TWILIO_FORM, null, TWILIO_SIGNATURE)).isEqualTo(WRONG);
    }

    @ParameterizedTest
    @CsvSource({
        "md5=1a96f942db7c8aa96082201a440a5c61, true",
        "sha1=a84f9e36ae2b8529b938a0fa15f1372835c35989, true",
        "sha1=A84F9E36AE2B8529B938A0FA15F1372835C35989, true",
        "md5=1a96f942db7c8aa96082201a440a5c61&sha1=a84f9e36ae2b8529b938a0fa15f1372835c35989, true",
        "md5=1a96f942db7c8aa96082201a440a5c61&sha1=, false",
        "md5=1a96f942db7c8aa96082201a440a5c6, false",
        "sha1=1a96f942db7c8aa96082201a440a5c61, false"
    })
    void shouldCheckEveryDigestOfSmscThatIsPresent(String digests, boolean authentic) {
        // given
        String form = "id=5200117&phone=79161234567&status=1&" + digests;

        // then
        assertThat(verify("smsc", "https://x/", form, Map.of(), "controlPhrase", "ctrl-phrase-7"))
                .isEqualTo(authentic ? Verdict.AUTHENTIC : WRONG);
    }

    @Test
    void shouldAcceptSmsRuInNumericOrderAndRefuseItChanged() {
        // given
        String first = "data[0]=sms_status%0A202645-1000001%0A103%0A1763900400";
        String second = "data[10]=sms_status%0A202645-1000002%0A104%0A1763900461";
        String hash = "hash=c002a8034a2c09f18fc7793ba699ebe4902a4cbf4a8da15d70a87913bf3e48f1";

        // then
        assertThat(smsRu(first + '&' + second + '&' + hash)).isEqualTo(Verdict.AUTHENTIC);
        assertThat(smsRu(hash + '&' + second + '&' + first)).isEqualTo(Verdict.AUTHENTIC);
        assertThat(smsRu(first + '&' + hash)).isEqualTo(WRONG);
        assertThat(smsRu(first + '&' + second)).isEqualTo(MISSING);
    }

    private static Verdict smsRu(String form) {
        return verify("sms-ru", "https://x/", form, Map.of(), "apiId", "A1B2C3D4-0000-1111-2222-333344445555");
    }

    private static Verdict twilio(String url, String body, String contentType, String signature) {
        Map<String, List<String>> headers = new HashMap<>(Map.of("x-twilio-signature", List.of(signature)));
        if (contentType != null) {
            headers.put("content-type", List.of(contentType));
        }
        return verify("twilio", url, body, headers, "authToken", "12345");
    }

    private static Verdict verify(
            String scheme, String url, String body, Map<String, List<String>> headers, String secret, String value) {
        int question = url.indexOf('?');
        String query = question < 0 ? null : url.substring(question + 1);
        Callback callback = new Callback("POST", url, query, headers, body.getBytes(StandardCharsets.UTF_8));
        Secrets secrets = new Secrets(Map.of(secret, List.of("another", value)));
        return SignatureSchemes.find(scheme).orElseThrow().verify(callback, secrets, Instant.EPOCH);
    }
}
