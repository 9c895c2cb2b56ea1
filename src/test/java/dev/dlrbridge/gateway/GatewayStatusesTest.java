package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What each word of each gateway means. */
class GatewayStatusesTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvFileSource(resources = "/gateways/statuses.csv", numLinesToSkip = 1)
    void shouldTranslateStatus(String gateway, String word, String expected) {
        // given
        Callback callback = callback(gateway, word);

        // when
        Reading reading = GATEWAYS.find(gateway).orElseThrow().read(callback, Map.of());

        // then
        assertThat(outcome(reading)).isEqualTo(expected);
    }

    private static String outcome(Reading reading) {
        if (reading instanceof Reading.Unreadable unreadable) {
            assertThat(unreadable.reason()).isEqualTo("unknown status");
            return "unknown";
        }
        Reading.Reports reports = (Reading.Reports) reading;
        return reports.ignored() == 1
                ? "ignore"
                : reports.reports().get(0).status().word();
    }

    private static Callback callback(String gateway, String word) {
        String encoded = URLEncoder.encode(word, StandardCharsets.UTF_8);
        return switch (gateway) {
            case "infobip" -> post("application/json", "{\"results\":[{\"status\":{\"name\":\"" + word + "\"}}]}");
            case "jasmin" -> post("application/x-www-form-urlencoded", "message_status=" + encoded);
            case "kannel" ->
                new Callback("GET", "https://x/?type=" + encoded, "type=" + encoded, Map.of(), new byte[0]);
            case "sms-ru" -> post("application/x-www-form-urlencoded", "data[0]=sms_status%0A1-2%0A" + encoded);
            case "smsc" -> post("application/x-www-form-urlencoded", "id=1&phone=2&status=" + encoded);
            case "twilio" -> post("application/x-www-form-urlencoded", "MessageStatus=" + encoded);
            default -> throw new IllegalArgumentException(gateway);
        };
    }

    private static Callback post(String mediaType, String body) {
        return new Callback(
                "POST",
                "https://x/",
                null,
                Map.of("content-type", List.of(mediaType)),
                body.getBytes(StandardCharsets.UTF_8));
    }
}
