package dev.dlrbridge.handler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntegratorAnswerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                           | Plain[]",
                "OK                                           | Plain[]",
                "[\"gatewayId\"]                              | Plain[]",
                "{\"other\":1}                                | Plain[]",
                "{\"status\":\"sent\"}                        | Plain[]",
                "{\"gatewayId\":\"a1\"}                       | Sent[gatewayIds=[a1]]",
                "{\"gatewayId\":\" a1 \"}                     | Sent[gatewayIds=[a1]]",
                "{\"gatewayId\":12345678901234567890}         | Sent[gatewayIds=[12345678901234567890]]",
                "{\"gatewayIds\":[\"a\",7]}                   | Sent[gatewayIds=[a, 7]]",
                "{\"gatewayId\":null}                         | Unreadable[]",
                "{\"gatewayId\":\"\"}                         | Unreadable[]",
                "{\"gatewayId\":1.5}                          | Unreadable[]",
                "{\"gatewayId\":[\"a\"]}                      | Unreadable[]",
                "{\"gatewayIds\":[]}                          | Unreadable[]",
                "{\"gatewayIds\":[null]}                      | Unreadable[]",
                "{\"gatewayIds\":\"a\"}                       | Unreadable[]",
                "{\"status\":\"failed\"}                      | Failed[errorCode=null, errorText=null]",
                "{\"status\":\"failed\",\"errorCode\":7,\"errorText\":{}} | Failed[errorCode=7, errorText=null]",
                "{\"status\":\"failed\",\"gatewayId\":\"a\"}  | Failed[errorCode=null, errorText=null]"
            })
    void shouldReadWhatItSaysAndTakeEverythingElseAsNothing(String answer, String read) {
        assertThat(IntegratorAnswer.of(answer.getBytes(StandardCharsets.UTF_8))).hasToString(read);
    }

    @Test
    void shouldNotReadMoreIdsThanAMessageCanHave() {
        String many = "{\"gatewayIds\":[" + String.join(",", Collections.nCopies(101, "\"a\"")) + "]}";

        assertThat(IntegratorAnswer.of(many.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new IntegratorAnswer.Unreadable());
    }
}
