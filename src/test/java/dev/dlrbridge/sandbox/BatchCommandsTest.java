package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchCommandsTest extends SandboxTestBase {
    private static final String GOOD = UPDATE + "?" + update("delivered");
    private static final String BAD = UPDATE + "?CODE=a&MESSAGE_ID=none&STATUS=sent";

    private JsonNode batch(String cmd) {
        return json(callJson(
                        "batch",
                        "{\"halt\":0,\"cmd\":" + cmd.replace("GOOD", GOOD).replace("BAD", BAD) + "}"))
                .path("result");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | [] | []",
                "[\"GOOD\",\"GOOD\"] | [true,true] | []",
                "{\"s0\":\"GOOD\"} | {\"s0\":true} | []",
                "{\"1\":\"GOOD\",\"0\":\"GOOD\"} | {\"1\":true,\"0\":true} | []",
                "{\"s0\":\"GOOD\",\"s1\":5,\"s2\":[\"GOOD\"]} | {\"s0\":true} | []",
                "[\"BAD\",\"GOOD\"] | {\"1\":true} | [{\"error\":\"ERROR_MESSAGE_NOT_FOUND\",\"error_description\":\"Message not found!\"}]",
                "{\"a\":\"GOOD#x\"} | {\"a\":true} | []",
                "{\"a\":\"batch?cmd[0]=profile\"} | [] | {\"a\":{\"error\":\"ERROR_BATCH_METHOD_NOT_ALLOWED\",\"error_description\":\"Method is not allowed for batch usage\"}}",
            })
    void shouldShapeMapsAsPhpDoes(String cmd, String results, String errors) {
        var answer = batch(cmd);

        assertThat(answer.path("result")).hasToString(results);
        assertThat(answer.path("result_error")).hasToString(errors);
        assertThat(answer.path("result_total")).hasToString("[]");
        assertThat(answer.path("result_next")).hasToString("[]");
        assertThat(answer.path("result_time")).hasSameSizeAs(answer.path("result"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "0,true",
                "\"0\",true",
                "\"\",true",
                "false,true",
                "null,true",
                "[],true",
                "1,false",
                "true,false",
                "\"false\",false",
                "\"0.0\",false",
                "[0],false"
            })
    void shouldTakeHaltAsPhpBoolean(String halt, boolean goesOn) {
        var body = "{\"cmd\":{\"a\":\"" + BAD + "\",\"b\":\"" + GOOD + "\"},\"halt\":" + halt + "}";

        assertThat(json(callJson("batch", body)).at("/result/result").has("b")).isEqualTo(goesOn);
    }

    @Test
    void shouldDecodeCommandInsideFormOnceMore() {
        var response = call(
                "batch",
                "cmd%5Bs0%5D=" + UPDATE + "%3FCODE%3Dacme%255Fsms%26MESSAGE_ID%3D" + ID + "%26STATUS%3Dfailed");

        assertThat(json(response).at("/result/result/s0").asBoolean()).isTrue();
        assertThat(status()).isEqualTo(MessageStatus.FAILED);
    }

    @Test
    void shouldRunFiftyAndRefuseFurtherOnes() {
        var cmd = IntStream.range(0, 52)
                .mapToObj(i -> "\"s" + i + "\":\"profile\"")
                .collect(Collectors.joining(","));

        var answer = batch("{" + cmd + "}");

        assertThat(answer.path("result")).hasSize(50);
        assertThat(answer.path("result_error")).hasSize(2);
        assertThat(answer.at("/result_error/s50/error").asText()).isEqualTo("ERROR_BATCH_LENGTH_EXCEEDED");
    }

    @Test
    void shouldSubstituteEarlierResults() {
        var answer = batch("{\"p\":\"profile\",\"q\":\"" + UPDATE + "?CODE=a&STATUS=sent&MESSAGE_ID=$result[p][ID]\"}");

        assertThat(answer.at("/result_error/q/error").asText()).isEqualTo("ERROR_MESSAGE_NOT_FOUND");
        portal.messages().create(MessageSettings.of("1"));
        answer = batch("{\"p\":\"profile\",\"q\":\"" + UPDATE + "?CODE=a&STATUS=sent&MESSAGE_ID=$result[p][ID]\"}");
        assertThat(answer.at("/result/q").asBoolean()).isTrue();
    }

    @Test
    void shouldRunNothingWhenTokenIsExpired() {
        portal.expireAccessTokens();

        var response = callJson("batch", "{\"cmd\":{\"a\":\"" + GOOD + "\"}}");

        assertThat(outcome(response)).isEqualTo("401 expired_token");
        assertThat(status()).isEqualTo(MessageStatus.SENT);
    }
}
