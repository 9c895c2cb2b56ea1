package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.portal.AppliedStatus;
import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import dev.dlrbridge.sandbox.portal.RequestLimit;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusUpdateTest extends SandboxTestBase {
    // Each row but the last also breaks a later check, so that the order shows.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CODE=&MESSAGE_ID=&STATUS=x | 400 | ERROR_SENDER_VALIDATION_FAILURE | Empty sender code!",
                "CODE=0&MESSAGE_ID=&STATUS=x | 400 | ERROR_SENDER_VALIDATION_FAILURE | Empty sender code!",
                "CODE=a%20b&MESSAGE_ID=&STATUS=x | 400 | ERROR_SENDER_VALIDATION_FAILURE | Wrong sender code!",
                "CODE=a&MESSAGE_ID=0&STATUS=x | 400 | ERROR_MESSAGE_NOT_FOUND | Message not found!",
                "CODE=a&MESSAGE_ID=none&STATUS=Delivered | 400 | ERROR_MESSAGE_STATUS_INCORRECT | Message status incorrect!",
                "CODE=a&MESSAGE_ID=none&STATUS=read | 400 | ERROR_MESSAGE_STATUS_INCORRECT | Message status incorrect!",
                "CODE=a&MESSAGE_ID=none | 400 | ERROR_MESSAGE_STATUS_INCORRECT | Message status incorrect!",
                "CODE=a&MESSAGE_ID=none&STATUS=sent | 400 | ERROR_MESSAGE_NOT_FOUND | Message not found!",
                "CODE=a&MESSAGE_ID[]=x&STATUS=sent | 500 | INTERNAL_SERVER_ERROR | Internal server error",
            })
    void shouldRefuseByTheFirstCheckThatFails(String form, int status, String code, String description) {
        var response = call(UPDATE, form);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(json(response).path("error").asText()).isEqualTo(code);
        assertThat(json(response).path("error_description").asText()).isEqualTo(description);
        assertThat(json(response).has("time")).isFalse();
    }

    @Test
    void shouldRefuseWebhookBeforeAllOtherChecks() {
        var response = send("POST", portal.webhookEndpoint().resolve(UPDATE), FORM, "CODE=");

        assertThat(outcome(response)).isEqualTo("403 ACCESS_DENIED");
        assertThat(response.body()).contains("Application context required");
    }

    @ParameterizedTest
    @CsvSource({"true,5,200 true", "false,1,200 true", "false,5,403 ACCESS_DENIED", "false,0,403 ACCESS_DENIED"})
    void shouldDemandAuthorOrAdmin(boolean admin, int author, String expected) {
        open(PortalSettingsBuilder.portal(MEMBER).admin(admin).limit(RequestLimit.none()));
        portal.messages().create(new MessageSettings(ID, "sent", author, null, null));

        assertThat(outcome(call(UPDATE, update("delivered")))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "messageservice.message.status.update", "MessageService.Message.Status.Update",
        "messageservice.message.status.update.json", "messageservice.message.status.update/"
    })
    void shouldFindMethodInAnyFormOfItsName(String method) {
        assertThat(outcome(call(method, "code=a&Message_Id=" + ID + "&status=failed")))
                .isEqualTo("200 true");
        assertThat(status()).isEqualTo(MessageStatus.FAILED);
    }

    @Test
    void shouldKeepLastWriteAndMarkGoingBack() {
        call(UPDATE, update("delivered"));
        call(UPDATE, update("delivered"));
        call(UPDATE, update("sent"));

        var message = portal.messages().find(ID).orElseThrow();
        assertThat(message.status()).isEqualTo(MessageStatus.SENT);
        assertThat(message.wentBack()).isTrue();
        assertThat(message.updates()).isEqualTo(3);
        assertThat(message.history()).extracting(AppliedStatus::call).containsExactly(1L, 3L);
    }

    @Test
    void shouldNotMarkGoingBackWhenFailedBecomesDelivered() {
        call(UPDATE, update("failed"));
        call(UPDATE, update("delivered"));

        assertThat(portal.messages().find(ID).orElseThrow().wentBack()).isFalse();
    }

    @Test
    void shouldFindMessageOnlyOnceVisible() {
        portal.messages().create(new MessageSettings(ID, null, null, 1500L, null));

        assertThat(outcome(call(UPDATE, update("delivered")))).isEqualTo("400 ERROR_MESSAGE_NOT_FOUND");
        clock.advance(Duration.ofMillis(1500));
        assertThat(outcome(call(UPDATE, update("delivered")))).isEqualTo("200 true");
    }

    @Test
    void shouldOverwriteEarlyStatusWithSent() {
        portal.messages().create(new MessageSettings(ID, "queued", null, null, 2000L));
        call(UPDATE, update("delivered"));
        clock.advance(Duration.ofSeconds(2));

        assertThat(status()).isEqualTo(MessageStatus.SENT);
        assertThat(portal.messages().find(ID).orElseThrow().wentBack()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ffffffffffffffffffffffffffffffff,200 true",
        "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF,400 ERROR_MESSAGE_NOT_FOUND",
        "ffff,400 ERROR_MESSAGE_NOT_FOUND"
    })
    void shouldCreateUnknownIdsOfPortalFormWhenAsked(String id, String expected) {
        open(PortalSettingsBuilder.portal(MEMBER).autoCreate(true).limit(RequestLimit.none()));

        assertThat(outcome(call(UPDATE, "CODE=a&STATUS=sent&MESSAGE_ID=" + id))).isEqualTo(expected);
    }

    @Test
    void shouldAnswerWithTimeBlock() {
        var time = json(call(UPDATE, update("sent"))).path("time");

        assertThat(time.path("start").asLong()).isEqualTo(clock.instant().getEpochSecond());
        assertThat(time.path("date_start").asText()).isEqualTo("2026-06-01T13:09:42+00:00");
        assertThat(time.path("operating").isNumber()).isTrue();
    }

    @Test
    void shouldRefuseUnknownMethodAndMissingScope() {
        assertThat(outcome(call("no.such.method", ""))).isEqualTo("404 ERROR_METHOD_NOT_FOUND");
        open(PortalSettingsBuilder.portal(MEMBER).scope("crm").limit(RequestLimit.none()));
        assertThat(outcome(call(UPDATE, update("sent")))).isEqualTo("401 insufficient_scope");
    }
}
