package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A wrong word for what a body is costs no report: it is read by what it is, or kept. */
class WrongMediaTypeTest {
    private static final Gateways GATEWAYS = Gateways.builtIn();

    @ParameterizedTest
    @CsvSource({
        "text/plain",
        "text/json",
        "application/x-www-form-urlencoded",
        "application/vnd.acme.v1+json",
        "multipart/form-data; boundary=x",
        "nonsense",
        "/",
        "''"
    })
    void shouldReadJsonByWhatItIsWhereThereIsOneShape(String mediaType) {
        assertThat(read("generic-json", mediaType, "{\"s\":\"OK\",\"i\":\"1&s=BAD\"}"))
                .isInstanceOfSatisfying(
                        Reading.Reports.class,
                        reading -> assertThat(reading.reports()).singleElement().satisfies(report -> {
                            assertThat(report.status()).isEqualTo(Status.DELIVERED);
                            assertThat(report.gatewayId()).isEqualTo("1&s=BAD");
                        }));
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/json", "application/xml", "text/html; charset=utf-8", "nonsense"})
    void shouldReadAFormByWhatItIsWhereThereIsOneShape(String mediaType) {
        assertThat(read("jasmin", mediaType, "id=a&message_status=DELIVRD"))
                .isInstanceOfSatisfying(
                        Reading.Reports.class,
                        reading -> assertThat(reading.reports()).hasSize(1));
    }

    /** What is to be a form is proved as one, too: none of a document's texts is taken for a parameter. */
    @ParameterizedTest
    @CsvSource({"text/plain", "application/json", "application/x-www-form-urlencoded", "''"})
    void shouldTakeNothingOutOfADocumentForAForm(String mediaType) {
        String document = "{\"a\":\"x&id=a&message_status=DELIVRD&y=\"}";

        assertThat(read("jasmin", mediaType, document)).isInstanceOf(Reading.Unreadable.class);
    }

    @ParameterizedTest
    @CsvSource({"text/plain, kept", "nonsense, kept", "text/json, read", "application/vnd.x+xml, read"})
    void shouldKeepWhatMayHaveSeveralShapes(String mediaType, String expected) {
        Reading reading = read(
                "infobip",
                mediaType,
                "{\"results\":[{\"messageId\":\"a\",\"status\":{\"name\":\"DELIVERED_TO_HANDSET\"}}]}");

        assertThat(reading)
                .isEqualTo(
                        expected.equals("kept") ? new Reading.Unreadable("media type is not the gateway's") : reading)
                .isInstanceOf(expected.equals("kept") ? Reading.Unreadable.class : Reading.Reports.class);
    }

    private static Reading read(String gateway, String mediaType, String body) {
        Map<String, List<String>> headers = Map.of("content-type", List.of(mediaType));
        Callback callback = Callbacks.of("POST", "https://x/", null, headers, body.getBytes(StandardCharsets.UTF_8));
        Map<String, String> settings = gateway.startsWith("generic")
                ? Map.of("status", "/s", "id", "/i", "statuses", "OK=delivered,BAD=failed")
                : Map.of();
        return GATEWAYS.find(gateway).orElseThrow().read(callback, new Secrets(Map.of()), settings);
    }
}
