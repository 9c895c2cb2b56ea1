package dev.dlrbridge.gateway.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Reading;
import dev.dlrbridge.gateway.Reply;
import dev.dlrbridge.testing.Callbacks;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakesTest {
    private static final String CONFIRM =
            "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn&Token=t";

    @ParameterizedTest
    @CsvSource({
        "empty-body,  POST, ,    '',       true",
        "empty-body,  POST, ,    ' ',      false",
        "empty-body,  HEAD, ,    '',       false",
        "empty-array, POST, ,    '[]',     true",
        "empty-array, POST, ,    ' [ ] ',  true",
        "empty-array, POST, ,    '{}',     false",
        "empty-array, POST, ,    '[1]',    false",
        "empty-array, POST, ,    '[',      false",
        "plain-get,   GET,  ,    '',       true",
        "plain-get,   GET,  a=1, '',       false",
        "plain-get,   POST, ,    '',       false"
    })
    void shouldTakeEmptyRequestsForProbes(String name, String method, String query, String body, boolean probe) {
        // when
        Handshake handshake = Handshakes.find(name).orElseThrow();
        Reading reading = handshake.read(callback(method, query, Map.of(), body));

        // then
        assertThat(reading).isEqualTo(probe ? new Reading.Probe() : null);
        assertThat(handshake.statesNothing()).isTrue();
    }

    @Test
    void shouldReturnTheCodeOfEventGrid() {
        // given
        String body = "[{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\","
                + "\"data\":{\"validationCode\":\"512d38b6-c7b8\\\"\"}}]";

        // when
        Reading reading = read("event-grid", Map.of("aeg-event-type", "SubscriptionValidation"), body);

        // then
        assertThat(reading)
                .isEqualTo(new Reading.Challenge(
                        new Reply(200, "application/json", "{\"validationResponse\":\"512d38b6-c7b8\\\"\"}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "[{\"eventType\":\"Microsoft.Communication.SMSDeliveryReportReceived\"}]",
                "[{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"data\":{}}]"
            })
    void shouldLeaveToTheReaderWhatIsNoValidationOfEventGrid(String body) {
        assertThat(read("event-grid", Map.of("aeg-event-type", "SubscriptionValidation"), body))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"eventgrid.azure.net, true", "*, true", "'a, b', false", "'', false"})
    void shouldPermitCloudEventsForTheOriginThatAsks(String origin, boolean permitted) {
        // when
        Reading reading = Handshakes.find("cloud-events")
                .orElseThrow()
                .read(callback("OPTIONS", null, Map.of("WebHook-Request-Origin", List.of(origin)), ""));

        // then
        Map<String, String> headers = Map.of("WebHook-Allowed-Origin", origin, "WebHook-Allowed-Rate", "*");
        assertThat(reading).isEqualTo(permitted ? new Reading.Challenge(new Reply(200, null, null), headers) : null);
    }

    @Test
    void shouldConfirmSubscriptionAtAmazon() {
        assertThat(sns("SubscriptionConfirmation", CONFIRM)).isEqualTo(new Reading.Confirmation(URI.create(CONFIRM)));
        assertThat(sns("UnsubscribeConfirmation", CONFIRM)).isEqualTo(new Reading.Probe());
        assertThat(sns("Notification", CONFIRM)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription",
                "https://sns.eu-central-1.amazonaws.com/?Action=Subscribe",
                "https://sns.eu-central-1.amazonaws.com:8443/?Action=ConfirmSubscription",
                "https://user@sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription",
                "https://sns.eu-central-1.amazonaws.com.example.com/?Action=ConfirmSubscription",
                "https://example.com/sns.eu-central-1.amazonaws.com?Action=ConfirmSubscription",
                "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription",
                "https://sns.s3.amazonaws.com/?Action=ConfirmSubscription",
                "https://sns.s3-eu-west-1.amazonaws.com/?Action=ConfirmSubscription",
                "https://169.254.169.254/?Action=ConfirmSubscription",
                "not an address"
            })
    void shouldNotVisitAnyOtherAddress(String address) {
        assertThat(sns("SubscriptionConfirmation", address))
                .isEqualTo(new Reading.Unreadable("address of the subscription is not Amazon's"));
    }

    private static Reading sns(String type, String address) {
        String topic = "arn:aws:sns:eu-central-1:123456789012:sms-events";
        String body = "{\"Type\":\"" + type + "\",\"TopicArn\":\"" + topic + "\",\"SubscribeURL\":\"" + address + "\"}";
        return read("aws-sns", Map.of("x-amz-sns-message-type", "Notification"), body);
    }

    private static Reading read(String name, Map<String, String> headers, String body) {
        Map<String, List<String>> received = new TreeMap<>();
        headers.forEach((header, value) -> received.put(header, List.of(value)));
        return Handshakes.find(name).orElseThrow().read(callback("POST", null, received, body));
    }

    private static Callback callback(String method, String query, Map<String, List<String>> headers, String body) {
        String url = "https://dlr.example.com/dlr" + (query == null ? "" : "?" + query);
        return Callbacks.of(method, url, query, headers, body.getBytes(StandardCharsets.UTF_8));
    }
}
