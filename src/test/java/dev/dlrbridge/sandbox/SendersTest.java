package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

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
}
