package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class CorrelationsApiTest {
    private static final String ONE = "11111111111111111111111111111111";
    private static final String TWO = "22222222222222222222222222222222";

    private static Tenant tenant;

    private final Rows rows;
    private Tenant.Callback channel;

    CorrelationsApiTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    @BeforeEach
    void createChannel() {
        channel = tenant.channel("kannel");
    }

    @Test
    void shouldStoreAThousandAtOnceAndTakeRepeats() {
        // given
        List<Map<String, String>> thousand = IntStream.range(0, 1000)
                .mapToObj(i -> Map.of("gatewayId", "g" + i, "messageId", Tenant.newId()))
                .toList();

        // when, then
        correlate(thousand).statusCode(204);
        correlate(thousand).statusCode(204);
        assertThat(rows.count("correlation", channel.channelId())).isEqualTo(1000);
    }

    @Test
    void shouldAnswer409AndStoreNothingWhenAnIdIsKnownForAnotherMessage() {
        // given
        correlate(List.of(Map.of("gatewayId", "known", "messageId", ONE))).statusCode(204);

        // when
        ValidatableResponse answer = correlate(List.of(
                Map.of("gatewayId", "a-new", "messageId", TWO), Map.of("gatewayId", "known", "messageId", TWO)));

        // then
        assertProblem(answer, Problem.OTHER_MESSAGE);
        assertThat(rows.count("correlation", channel.channelId())).isOne();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | body",
                "null | body",
                "[{}] | gatewayId,messageId",
                "[{\"gatewayId\":\"a\"}] | messageId",
                "[{\"gatewayId\":\" \",\"messageId\":\"" + ONE + "\"}] | gatewayId",
                "[{\"gatewayId\":\"a\",\"messageId\":\"order-17\"}] | messageId",
                "[{\"gatewayId\":\"a\",\"messageId\":\"" + ONE + "\\u0000\"}] | messageId",
                "[{\"gatewayId\":\"a\",\"messageId\":\"" + ONE + "\"},{\"gatewayId\":\"a\",\"messageId\":\"" + TWO
                        + "\"}] | gatewayId"
            })
    void shouldNameTheFieldThatIsMissingOrWrong(String body, String fields) {
        // when
        ValidatableResponse answer = correlate(body);

        // then
        assertThat(assertProblem(answer, Problem.INVALID)).containsExactly(fields.split(","));
        assertThat(rows.count("correlation", channel.channelId())).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "[1]",
                "[null]",
                "[\"marked\"]",
                "[{\"gatewayId\":[\"marked\"]}]",
                "[",
                "{\"gatewayId\":\"marked\"}"
            })
    void shouldRefuseABodyOfAnotherShape(String body) {
        ValidatableResponse answer = correlate(body);

        assertProblem(answer, Problem.INVALID);
        assertThat(answer.extract().asString()).doesNotContain("marked", "Exception");
    }

    @Test
    void shouldRefuseMoreThanAThousand() {
        List<Map<String, String>> tooMany = IntStream.range(0, 1001)
                .mapToObj(i -> Map.of("gatewayId", "g" + i, "messageId", ONE))
                .toList();

        assertThat(assertProblem(correlate(tooMany), Problem.INVALID)).containsExactly("body");
    }

    @Test
    void shouldMatchAReportWhoseGatewayWroteSpacesAroundTheId() {
        // given
        correlate(List.of(Map.of("gatewayId", " spaced ", "messageId", ONE))).statusCode(204);

        // when
        Bridge.get(channel.path() + "?type=1&fid=+spaced+");

        // then
        assertThat(rows.count("message", channel.channelId())).isOne();
    }

    @Test
    void shouldAnswer404WhenThereIsNoSuchChannel() {
        assertProblem(
                Bridge.admin()
                        .body(List.of(Map.of("gatewayId", "a", "messageId", ONE)))
                        .post("/channels/" + UUID.randomUUID() + "/correlations")
                        .then(),
                Problem.NOT_FOUND);
    }

    private ValidatableResponse correlate(Object body) {
        return Bridge.admin()
                .body(body)
                .post("/channels/" + channel.channelId() + "/correlations")
                .then();
    }
}
