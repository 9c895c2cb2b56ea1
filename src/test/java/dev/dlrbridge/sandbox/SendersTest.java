package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.portal.RequestLimit;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SendersTest extends SandboxTestBase {
    private static final String GOOD = "CODE=sms1&HANDLER=https://example.com/sms&NAME=Acme&TYPE=SMS";

    @Test
    void shouldListWhatWasAddedOnce() {
        assertThat(outcome(call("messageservice.sender.list", ""))).isEqualTo("200 []");
        assertThat(outcome(call("messageservice.sender.add", GOOD))).isEqualTo("200 true");
        assertThat(outcome(call("messageservice.sender.add", GOOD))).isEqualTo("400 ERROR_SENDER_ALREADY_INSTALLED");
        assertThat(outcome(call("messageservice.sender.list", ""))).isEqualTo("200 [\"sms1\"]");
    }

    @ParameterizedTest
    @CsvSource({
        "CODE=sms1&NAME=B,200 true",
        "CODE=sms1&HANDLER=https://example.com/new,200 true",
        "CODE=sms1&DESCRIPTION[de]=B,200 true",
        "NAME=B,400 ERROR_SENDER_CODE_REQUIRED",
        "CODE=sms1,400 ERROR_SENDER_OTHER_PARAMS_REQUIRED",
        "CODE=sms1&TYPE=SMS,400 ERROR_SENDER_OTHER_PARAMS_REQUIRED",
        "CODE=s s&NAME=B,400 ERROR_SENDER_VALIDATION_FAILURE",
        "CODE=sms1&NAME=,400 ERROR_SENDER_VALIDATION_FAILURE",
        "CODE=sms1&HANDLER=ftp://example.com,400 ERROR_UNSUPPORTED_PROTOCOL",
        "CODE=sms2&NAME=B,400 ERROR_SENDER_NOT_FOUND"
    })
    void shouldUpdateSender(String form, String expected) {
        call("messageservice.sender.add", GOOD);

        assertThat(outcome(call("messageservice.sender.update", form.replace(" ", "%20"))))
                .isEqualTo(expected);
    }

    @Test
    void shouldNotKnowUpdateWhenOld() {
        var old = java.util.Set.of("messageservice.sender.update");
        open(PortalSettingsBuilder.portal(MEMBER).withoutMethods(old).limit(RequestLimit.none()));
        call("messageservice.sender.add", GOOD);

        assertThat(outcome(call("messageservice.sender.update", "CODE=sms1&NAME=B")))
                .isEqualTo("404 ERROR_METHOD_NOT_FOUND");
        assertThat(outcome(call("messageservice.sender.delete", "CODE=sms1"))).isEqualTo("200 true");
    }

    @ParameterizedTest
    @CsvSource({"add", "update", "delete", "list"})
    void shouldWantAdministratorAndApplication(String method) {
        var name = "messageservice.sender." + method;
        assertThat(outcome(send("POST", portal.webhookEndpoint().resolve(name), FORM, GOOD)))
                .isEqualTo("403 ACCESS_DENIED");
        open(PortalSettingsBuilder.portal(MEMBER).admin(false).limit(RequestLimit.none()));

        assertThat(outcome(call(name, GOOD))).isEqualTo("403 ACCESS_DENIED");
    }

    @ParameterizedTest
    @CsvSource({
        "CODE=sms1,CODE=,Empty sender code!",
        "https://example.com,ftp://example.com,Unsupported event handler protocol",
        "example.com,localhost,Wrong handler URL",
        "NAME=Acme,NAME=,Empty sender NAME!",
        "TYPE=SMS,TYPE=,Empty sender message TYPE!",
        "TYPE=SMS,TYPE=sms,Unknown sender message TYPE!"
    })
    void shouldRefuseWrongSender(String part, String replacement, String description) {
        var response = call("messageservice.sender.add", GOOD.replace(part, replacement));

        assertThat(json(response).path("error_description").asText()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource({
        "EVENT=OnAppUpdate&HANDLER=https://example.com/e,200 true",
        "EVENT=ONAPPUNINSTALL&HANDLER=https://example.com/e,400 ERROR_EVENT_BINDING_EXISTS",
        "EVENT=unknown&HANDLER=https://example.com/e,400 ERROR_EVENT_NOT_FOUND",
        "EVENT=ONAPPUPDATE&HANDLER=https://example,400 ERROR_WRONG_HANDLER_URL"
    })
    void shouldBindEachEventHandlerOnce(String form, String expected) {
        call("event.bind", "EVENT=ONAPPUNINSTALL&HANDLER=https://example.com/e");

        assertThat(outcome(call("event.bind", form))).isEqualTo(expected);
    }
}
