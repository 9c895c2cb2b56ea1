package dev.dlrbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.profile.ProfileFile;
import dev.dlrbridge.testing.Callbacks;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What profiles can say beyond what the built-in ones do: several shapes, joined words, headers, default settings. */
class ProfileReadingTest {
    private static final String PROFILE = """
        title: Test
        sendSide: Nothing.
        methods: [GET, POST]
        mediaTypes: [application/json, application/x-www-form-urlencoded]
        signature: none
        settings:
          - {name: timeZone, description: Zone of the account, default: Europe/Berlin}
        reports:
          id: [param:id, json:/id]
          correlationId: [param:order, param:id, json:/id]
          unsignedReference: header:X-Reference
          status: [{join: [param:state, param:detail], with: /}, param:state, json:/state]
          time: {from: param:at, format: "uuuu-MM-dd HH:mm:ss", zone: {setting: timeZone}}
        statuses:
          delivered/operator: sent
          delivered: delivered
        reply: {status: 204}
        """;

    private final Gateway gateway = Gateways.of(
                    List.of(new ProfileFile("test.yaml", PROFILE.getBytes(StandardCharsets.UTF_8))))
            .find("test")
            .orElseThrow();

    @ParameterizedTest
    @CsvSource({
        "id=1&state=delivered, delivered, DELIVERED",
        "id=1&state=delivered&detail=operator, delivered/operator, SENT",
        "id=1&state=delivered&detail=handset, delivered, DELIVERED"
    })
    void shouldTryJoinedWordBeforeSingleOne(String query, String rawStatus, Status status) {
        // when
        Report report = report(Callbacks.of("GET", "https://x/?" + query, query, Map.of(), new byte[0]), Map.of());

        // then
        assertThat(report.gatewayId()).isEqualTo("1");
        assertThat(report.rawStatus()).isEqualTo(rawStatus);
        assertThat(report.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"id=1&state=delivered&order=7, 7", "id=1&state=delivered, 1"})
    void shouldCorrelateByTheIdTheSendCallReturns(String query, String key) {
        // when
        Report report = report(Callbacks.of("GET", "https://x/?" + query, query, Map.of(), new byte[0]), Map.of());

        // then
        assertThat(report.gatewayId()).isEqualTo("1");
        assertThat(report.correlationKey()).isEqualTo(key);
    }

    @Test
    void shouldReadSameFieldsWhenBodyIsJson() {
        // given
        byte[] body = "{\"id\":12345678901234567890,\"state\":\"Delivered\"}".getBytes(StandardCharsets.UTF_8);
        Map<String, List<String>> headers =
                Map.of("content-type", List.of("application/json"), "x-reference", List.of("abc"));

        // when
        Report report = report(Callbacks.of("POST", "https://x/", null, headers, body), Map.of());

        // then
        assertThat(report.gatewayId()).isEqualTo("12345678901234567890");
        assertThat(report.unsignedReference()).isEqualTo("abc");
        assertThat(report.status()).isEqualTo(Status.DELIVERED);
    }

    @ParameterizedTest
    @CsvSource({"Europe/Moscow, 2025-11-23T12:20:00Z", ", 2025-11-23T14:20:00Z"})
    void shouldUseZoneOfChannelElseOfProfile(String zone, Instant expected) {
        // given
        String query = "state=delivered&at=2025-11-23+15:20:00";
        Map<String, String> settings = zone == null ? Map.of() : Map.of("timeZone", zone);

        // when
        Report report = report(Callbacks.of("GET", "https://x/?" + query, query, Map.of(), new byte[0]), settings);

        // then
        assertThat(report.eventTime()).isEqualTo(expected);
    }

    @Test
    void shouldReadNothingWhenSettingsDoNotFitTheProfileAnyMore() {
        // given
        Callback callback = Callbacks.of("GET", "https://x/?id=1", "id=1&state=delivered", Map.of(), new byte[0]);

        // when
        Reading reading = gateway.read(callback, Secrets.NONE, Map.of("timeZone", "Nowhere"));

        // then
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo("settings do not fit the profile"));
    }

    private Report report(Callback callback, Map<String, String> settings) {
        Reading reading = gateway.read(callback, Secrets.NONE, settings);
        assertThat(reading).isInstanceOf(Reading.Reports.class);
        return ((Reading.Reports) reading).reports().get(0);
    }
}
