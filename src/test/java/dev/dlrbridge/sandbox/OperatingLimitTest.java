package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.sandbox.portal.OperatingLimit;
import dev.dlrbridge.sandbox.portal.OperatingModel;
import dev.dlrbridge.sandbox.portal.RequestLimit;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatingLimitTest extends SandboxTestBase {
    private static final String USED = "portals/" + MEMBER + "/operating-time";

    private void open(OperatingModel model, double limitSeconds, long commandMs) {
        open(PortalSettingsBuilder.portal(MEMBER)
                .limit(RequestLimit.none())
                .operating(new OperatingLimit(model, limitSeconds, null, null))
                .commandMs(commandMs));
    }

    private JsonNode batchOf(int commands) {
        var cmd = IntStream.range(0, commands)
                .mapToObj(i -> "\"s" + i + "\":\"" + UPDATE + "?" + update("delivered") + "\"")
                .collect(Collectors.joining(","));
        return json(callJson("batch", "{\"cmd\":{" + cmd + "}}"));
    }

    @Test
    void shouldSumUpCommandsOfOneBatchUnderTheirMethod() {
        open(OperatingModel.COMMANDS, 0.4, 5);

        var answer = batchOf(50);

        assertThat(answer.at("/result/result_time/s49/operating").asDouble()).isEqualTo(0.25);
        assertThat(answer.at("/time/operating").asDouble()).isZero();
        assertThat(answer.at("/time/duration").asDouble()).isEqualTo(0.25);
    }

    @Test
    void shouldRefuseCommandsOneByOneOnceTheirMethodHasUsedTooMuch() {
        open(OperatingModel.COMMANDS, 0.2, 5);

        var answer = batchOf(50);

        assertThat(answer.at("/result/result")).hasSize(40);
        assertThat(answer.at("/result/result_error")).hasSize(10);
        assertThat(answer.at("/result/result_error/s40/error").asText()).isEqualTo("OPERATION_TIME_LIMIT");
        assertThat(outcome(call(UPDATE, update("failed")))).isEqualTo("429 OPERATION_TIME_LIMIT");
        assertThat(outcome(call("profile", ""))).startsWith("200");
        assertThat(portal.statistics().operatingHits()).isEqualTo(11);
    }

    @Test
    void shouldFreeTheMethodWhenTheOldestBucketLapses() {
        open(OperatingModel.COMMANDS, 10, 0);
        control("PUT", USED, "{\"method\":\"" + UPDATE + "\",\"seconds\":6}");
        clock.advance(Duration.ofMinutes(5));
        control("PUT", USED, "{\"method\":\"" + UPDATE + "\",\"seconds\":6}");
        assertThat(outcome(call(UPDATE, update("failed")))).isEqualTo("429 OPERATION_TIME_LIMIT");

        clock.advance(Duration.ofMinutes(5));

        var time = json(call(UPDATE, update("failed"))).path("time");
        assertThat(time.path("operating").asDouble()).isEqualTo(6);
        assertThat(time.path("operating_reset_at").asLong())
                .isEqualTo(clock.instant().getEpochSecond() + 300);
    }

    @Test
    void shouldBillNothingForOneFastCall() {
        open(OperatingModel.COMMANDS, 0.001, 5);

        for (var i = 0; i < 5; i++) {
            assertThat(outcome(call(UPDATE, update("failed")))).isEqualTo("200 true");
        }
    }

    @Test
    void shouldBillBatchAtHalfWeightAndBanIt() {
        open(OperatingModel.BATCH, 0.2, 5);

        var first = batchOf(50);
        assertThat(first.at("/time/operating").asDouble()).isEqualTo(0.125);
        assertThat(first.at("/result/result_time/s0/operating"))
                .isEqualTo(first.at("/result/result_time/s49/operating"));
        assertThat(batchOf(50).at("/result/result")).hasSize(50);

        assertThat(batchOf(1).path("error").asText()).isEqualTo("OPERATION_TIME_LIMIT");
        assertThat(outcome(call(UPDATE, update("failed")))).isEqualTo("200 true");
        clock.advance(Duration.ofSeconds(300));
        assertThat(batchOf(1).at("/time/operating").asDouble()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"OFF,false", "COMMANDS,true", "BATCH,true"})
    void shouldMentionOperatingTimeOnlyWhereItIsLimited(OperatingModel model, boolean expected) {
        open(model, 420, 0);

        var answer = batchOf(1);

        assertThat(answer.path("time").has("operating")).isEqualTo(expected);
        assertThat(answer.path("time").has("operating_reset_at")).isEqualTo(expected);
        assertThat(answer.at("/result/result_time/s0").has("operating")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"method\":\"batch\"} | 400",
                "{\"seconds\":1} | 400",
                "{\"method\":\"batch\",\"seconds\":1} | 204"
            })
    void shouldRefuseUseWithoutMethodOrSeconds(String body, int expected) {
        assertThat(control("PUT", USED, body).statusCode()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"operating\":{\"model\":\"none\"}}",
                "{\"operating\":{\"limitSeconds\":0}}",
                "{\"operating\":{\"periodSeconds\":9}}",
                "{\"commandMs\":1001}"
            })
    void shouldRefuseSettingsThatMakeNoSense(String settings) {
        assertThat(control("PUT", "portals/" + MEMBER, settings).statusCode()).isEqualTo(400);
    }
}
