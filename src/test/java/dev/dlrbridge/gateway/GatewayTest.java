package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GatewayTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();

    @ParameterizedTest
    @CsvSource({
        "infobip, application/json, true",
        "infobip, Application/JSON; charset=UTF-8, true",
        "infobip, application/xml, true",
        "infobip, text/plain, false",
        "infobip, , true",
        "twilio, application/x-www-form-urlencoded, true",
        "twilio, application/json, false",
        "kannel, text/plain, true"
    })
    void shouldAcceptOnlyMediaTypesOfTheProfile(String gateway, String mediaType, boolean accepted) {
        assertThat(gateway(gateway).acceptsMediaType(mediaType)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-, false", "empty-body, true", "plain-get, true", "empty-array, false"})
    void shouldAnswerTheProbeThatTheChannelNames(String handshake, boolean answered) {
        for (String name : List.of("generic-json", "generic-form", "generic-smpp")) {
            // given
            Map<String, String> settings = new HashMap<>(
                    name.equals("generic-smpp") ? Map.of() : Map.of("status", "/s", "statuses", "OK=delivered"));
            if (handshake != null) {
                settings.put("handshake", handshake);
            }
            Map<String, String> secrets = Map.of("token", "t");
            Callback visit = Callbacks.of("GET", "https://x/", null, Map.of(), new byte[0]);
            Trust trust = new Trust(new Secrets(Map.of("token", List.of("t"))), settings, Instant.EPOCH);

            // then
            assertThat(gateway(name).checkChannel(secrets, settings)).as(name).isEmpty();
            assertThat(gateway(name).isProbe(visit, settings)).as(name).isEqualTo(answered);
            assertThat(gateway(name).verify(visit, trust) instanceof Verdict.Authentic)
                    .as(name)
                    .isEqualTo(answered);
            assertThat(gateway(name).read(visit, trust.secrets(), settings) instanceof Reading.Probe)
                    .as(name)
                    .isEqualTo(answered);
        }
    }

    @Test
    void shouldRefuseAHandshakeThatIsNone() {
        assertThat(gateway("generic-json")
                        .checkChannel(
                                Map.of(), Map.of("status", "/s", "statuses", "OK=delivered", "handshake", "secret")))
                .singleElement()
                .asString()
                .startsWith("settings.handshake: must be one of");
    }

    @Test
    void shouldAcceptChannelWhenAllIsGiven() {
        assertThat(gateway("twilio").checkChannel(Map.of("authToken", "secret"), Map.of()))
                .isEmpty();
        assertThat(gateway("smsc").checkChannel(Map.of("controlPhrase", "x"), Map.of("timeZone", "Europe/Moscow")))
                .isEmpty();
        assertThat(gateway("infobip").checkChannel(Map.of(), Map.of())).isEmpty();
        assertThat(gateway("infobip").checkChannel(Map.of("username", "a", "password", "b"), Map.of()))
                .isEmpty();
        assertThat(gateway("kannel").checkChannel(Map.of(), Map.of())).isEmpty();
    }

    @Test
    void shouldNameEveryErrorWhenChannelIsWrong() {
        assertThat(gateway("twilio").checkChannel(Map.of(), Map.of())).containsExactly("secrets.authToken: is missing");
        assertThat(gateway("twilio").checkChannel(Map.of("authToken", " "), Map.of("colour", "red")))
                .containsExactly("secrets.authToken: must not be empty", "settings.colour: is unknown");
        assertThat(gateway("infobip").checkChannel(Map.of("username", "a"), Map.of()))
                .containsExactly("secrets.password: is missing");
        assertThat(gateway("kannel").checkChannel(Map.of("token", "a"), Map.of()))
                .containsExactly("secrets.token: is unknown");
        assertThat(gateway("jasmin").checkChannel(Map.of(), Map.of("timeZone", "Moscow")))
                .containsExactly("settings.timeZone: must be a time zone like Europe/Berlin");
    }

    static Stream<Arguments> settings() {
        return GATEWAYS.all().stream()
                .flatMap(gateway -> gateway.profile().settings().stream()
                        .map(setting -> Arguments.of(gateway.name(), setting.name())));
    }

    /** Most end in an address, a header or what is compared with one. */
    @ParameterizedTest
    @MethodSource("settings")
    void shouldRefuseLineBreaksInSettingsButOfTextsWithLines(String gateway, String setting) {
        for (String broken : List.of("text/plain\r\nX: y", "a\nb", "a\rb", "a\tb")) {
            List<String> errors = gateway(gateway).checkChannel(Map.of(), Map.of(setting, broken));

            assertThat(errors.contains(
                            "settings." + setting + ": must not have line breaks or other control characters"))
                    .isEqualTo(!Set.of("statuses", "replyBody", "reply").contains(setting));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void shouldRefuseOtherControlCharactersInEachSetting(String gateway, String setting) {
        assertThat(gateway(gateway).checkChannel(Map.of(), Map.of(setting, "a\0b")))
                .anyMatch(error -> error.startsWith("settings." + setting + ": must not have"));
    }

    @Test
    void shouldRefuseControlCharactersInSecretsButLineBreaksOfKeys() {
        assertThat(gateway("twilio").checkChannel(Map.of("authToken", "a\0b"), Map.of()))
                .containsExactly("secrets.authToken: must not have control characters");
        assertThat(gateway("twilio").checkChannel(Map.of("authToken", "a\r\nb"), Map.of()))
                .isEmpty();
    }

    @Test
    void shouldRefuseAnAnswersTypeThatIsNone() {
        assertThat(gateway("generic-form")
                        .checkChannel(
                                Map.of(),
                                Map.of(
                                        "status",
                                        "s",
                                        "statuses",
                                        "a=sent",
                                        "replyBody",
                                        "OK",
                                        "replyContentType",
                                        "text")))
                .containsExactly("settings.replyContentType: must be a media type like text/plain");
    }

    @Test
    void shouldAnswerWhatPassedUnsignedAsNothingButTheProbe() {
        // given: a validation that may be answered only when signed, sent as the question that needs no signature
        byte[] validation = """
                [{"eventType":"Microsoft.EventGrid.SubscriptionValidationEvent","data":{"validationCode":"stranger's"}}]
                """.getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers = Map.of(
                "aeg-event-type", List.of("SubscriptionValidation"), "WebHook-Request-Origin", List.of("example.com"));
        Callback callback = Callbacks.of("OPTIONS", "https://x/", null, headers, validation);
        Secrets secrets = new Secrets(Map.of("token", List.of("s3cret")));
        Gateway azure = gateway("azure-communication-services");

        // when
        Verdict verdict = azure.verify(callback, new Trust(secrets, Map.of(), Instant.EPOCH));
        Reading reading = azure.read(callback, secrets, Map.of());

        // then
        assertThat(verdict).isEqualTo(Verdict.AUTHENTIC);
        assertThat(reading)
                .isEqualTo(new Reading.Challenge(
                        new Reply(200, null, null),
                        Map.of("WebHook-Allowed-Origin", "example.com", "WebHook-Allowed-Rate", "*")));
        assertThat(azure.verify(
                        Callbacks.of("POST", "https://x/", null, headers, validation),
                        new Trust(secrets, Map.of(), Instant.EPOCH)))
                .isEqualTo(Verdict.refused(Verdict.Reason.SIGNATURE_MISSING));
    }

    @ParameterizedTest
    @CsvSource({"2000, true", "2001, false"})
    void shouldKeepRequestsWithMoreReportsThanAreRead(int reports, boolean read) {
        // given
        String body = "[" + "{\"MessageId\":\"1\",\"Status\":\"1\"},".repeat(reports - 1) + "{\"Status\":\"1\"}]";
        Callback callback = Callbacks.of("POST", "https://x/", null, Map.of(), body.getBytes(StandardCharsets.UTF_8));

        // when
        Reading reading = gateway("alibaba-cloud").read(callback, Secrets.NONE, Map.of());

        // then
        if (read) {
            assertThat(((Reading.Reports) reading).reports()).hasSize(reports);
        } else {
            assertThat(reading).isEqualTo(new Reading.Unreadable("too many reports"));
        }
    }

    @Test
    void shouldMakeOneKeyForEverySpellingOfTheRecipientWhenIdentityIsComposite() {
        // when
        String key = gateway("smsc").correlationKey("5200117", "79161234567", Map.of());

        // then
        assertThat(key)
                .isEqualTo("1d7c6c1f08adbe0f953f42326fe868f4a362e2a8f5b6bfeae6f429ef3cea65e1")
                .isEqualTo(gateway("smsc").correlationKey("5200117", "+7 (916) 123-45-67", Map.of()))
                .isNotEqualTo(gateway("smsc").correlationKey("5200117", "79161234568", Map.of()))
                .doesNotContain("79161234567");
        assertThat(gateway("smsc").correlationKey(null, "79161234567", Map.of()))
                .isNull();
        assertThat(gateway("twilio").correlationKey("SM1", "79161234567", Map.of()))
                .isEqualTo("SM1");
    }

    @Test
    void shouldNotShowSecretsOrNumbersInTexts() {
        // given
        Sample sample = Samples.named("twilio", "delivered-signed");
        Reading reading = gateway("twilio").read(sample.callback(), sample.secrets(), Map.of());

        // then
        assertThat(reading.toString()).contains("delivered").doesNotContain("14155550123");
        assertThat(sample.secrets().toString()).contains("authToken").doesNotContain("a1b2c3d4e5f6");
        assertThat(sample.callback().toString()).doesNotContain("twilio").doesNotContain("14155550123");
        assertThat(sample.callback().form().toString()).doesNotContain("14155550123");
    }

    private static Gateway gateway(String name) {
        return GATEWAYS.find(name).orElseThrow();
    }
}
