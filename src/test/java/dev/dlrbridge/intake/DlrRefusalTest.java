package dev.dlrbridge.intake;

import static dev.dlrbridge.intake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class DlrRefusalTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static Tenant tenant;
    private static Tenant.Callback kannel;
    private static Tenant.Callback twilio;

    private final Rows rows;

    DlrRefusalTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createChannels() {
        tenant = Tenant.create();
        kannel = tenant.channel("kannel");
        twilio = tenant.channel("twilio", Map.of("authToken", "right-token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dlr/kannel/AAAAAAAAAAAAAAAAAAAAAA", "/dlr/kannel/", "/dlr/kannel", "/dlr/", "/dlr//"})
    void shouldAnswer404WhenNoChannelHasTheKey(String path) {
        assertRefused(Raw.get(path), Refusal.UNKNOWN_CALLBACK);
    }

    @ParameterizedTest
    @CsvSource({
        "/dlr, 404",
        "/%64lr/kannel/KEY, 404",
        "///dlr/kannel/KEY, 404",
        "//DLR/kannel/KEY, 404",
        "/DLR/kannel/KEY, 404",
        "/dlr/x/../kannel/KEY, 400",
        "/dlr/kannel/%00, 400",
        "/dlr/kannel/KEY%2f, 400",
        "/dlr/kannel/KEY;a=b, 400"
    })
    void shouldTakeNoOtherSpellingForACallback(String path, int status) {
        // given
        String key = kannel.path().substring("/dlr/kannel/".length());

        // when
        HttpResponse<String> answer = Raw.get(path.replace("KEY", key));

        // then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(rows.countAll(kannel.channelId())).isZero();
    }

    @Test
    void shouldAnswer404WhenTheKeyIsLongerThanAnyKey() {
        assertRefused(Bridge.get("/dlr/kannel/" + "A".repeat(2000)), Refusal.UNKNOWN_CALLBACK);
    }

    @Test
    void shouldAnswer404WhenTheKeyBelongsToAnotherGateway() {
        // given
        String key = kannel.path().substring("/dlr/kannel/".length());

        // when, then
        assertRefused(Bridge.get("/dlr/jasmin/" + key + "?id=1&message_status=DELIVRD"), Refusal.UNKNOWN_CALLBACK);
        assertRefused(Bridge.get("/dlr/unheard-of/" + key + "?type=1&fid=1"), Refusal.UNKNOWN_CALLBACK);
        assertThat(rows.countAll(kannel.channelId())).isZero();
    }

    @Test
    void shouldAnswer404WhenThePathGoesOnAfterTheMessageId() {
        assertRefused(Bridge.get(kannel.path() + "/" + Tenant.newId() + "/x?type=1"), Refusal.UNKNOWN_CALLBACK);
    }

    @Test
    void shouldAnswer404WhenTheChannelWasDeleted() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        assertThat(Bridge.get(channel.path() + "?type=1&fid=a").statusCode()).isEqualTo(200);

        // when
        Bridge.admin().delete("/channels/" + channel.channelId()).then().statusCode(204);

        // then
        assertRefused(Bridge.get(channel.path() + "?type=1&fid=a"), Refusal.UNKNOWN_CALLBACK);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "''", "AAAA", "0123456789012345678901234567", "%00"})
    void shouldAnswer401AndKeepNothingWhenTheSignatureIsNotRight(String signature) {
        // given
        String[] headers = signature == null ? new String[0] : new String[] {"X-Twilio-Signature", signature};

        // when
        HttpResponse<String> answer = Bridge.post(
                twilio.path() + "/" + Tenant.newId(), FORM, "MessageSid=SM1&MessageStatus=delivered", headers);

        // then
        assertRefused(answer, Refusal.NOT_AUTHENTIC);
        assertThat(rows.countAll(twilio.channelId())).isZero();
    }

    @Test
    void shouldAnswer401WhenTheAddressWasSignedAsTheHostHeaderClaims() {
        // given
        String body = "MessageSid=SM1&MessageStatus=delivered";
        String signature =
                Twilio.signature("right-token", Bridge.uri(twilio.path()).toString(), body);

        // when
        HttpResponse<String> answer = Bridge.post(
                twilio.path(),
                FORM,
                body,
                "X-Twilio-Signature",
                signature,
                "X-Forwarded-Host",
                Bridge.uri("").getAuthority());

        // then
        assertRefused(answer, Refusal.NOT_AUTHENTIC);
        assertThat(rows.countAll(twilio.channelId())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "text/plain", "multipart/form-data; boundary=x", "nonsense", "/"})
    void shouldAnswer401WhateverTheMediaTypeWhenTheSignatureIsNotRight(String mediaType) {
        // when
        HttpResponse<String> answer = Bridge.post(twilio.path(), mediaType, "MessageSid=SM1&MessageStatus=delivered");

        // then
        assertRefused(answer, Refusal.NOT_AUTHENTIC);
        assertThat(rows.countAll(twilio.channelId())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "PROPFIND"})
    void shouldAnswer405WithTheMethodsWhenTheGatewayDoesNotUseThisOne(String method) {
        // when
        HttpResponse<String> answer = Bridge.send(method, kannel.path() + "?type=1&fid=a", null);

        // then
        assertRefused(answer, Refusal.METHOD);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(rows.countAll(kannel.channelId())).isZero();
    }

    @Test
    void shouldRepeatNothingOfTheRequestWhenItRefuses() {
        // given
        String foreign = "<script>+4915112345678</script>";

        // when, then
        assertThat(Bridge.post(twilio.path(), FORM, "MessageStatus=" + foreign, "X-Twilio-Signature", foreign))
                .satisfies(answer ->
                        assertThat(answer.body() + answer.headers().map()).doesNotContain("script", "4915112345678"));
        assertThat(Bridge.get("/dlr/kannel/4915112345678"))
                .satisfies(answer ->
                        assertThat(answer.body() + answer.headers().map()).doesNotContain("4915112345678"));
    }
}
