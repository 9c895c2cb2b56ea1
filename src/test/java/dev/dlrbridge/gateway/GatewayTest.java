package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void shouldMakeOneKeyForEverySpellingOfTheRecipientWhenIdentityIsComposite() {
        // when
        String key = gateway("smsc").correlationKey("5200117", "79161234567");

        // then
        assertThat(key)
                .isEqualTo("1d7c6c1f08adbe0f953f42326fe868f4a362e2a8f5b6bfeae6f429ef3cea65e1")
                .isEqualTo(gateway("smsc").correlationKey("5200117", "+7 (916) 123-45-67"))
                .isNotEqualTo(gateway("smsc").correlationKey("5200117", "79161234568"))
                .doesNotContain("79161234567");
        assertThat(gateway("smsc").correlationKey(null, "79161234567")).isNull();
        assertThat(gateway("twilio").correlationKey("SM1", "79161234567")).isEqualTo("SM1");
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
