package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class DlrAcceptanceTest {
    private static Tenant tenant;

    private final Rows rows;

    DlrAcceptanceTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    @Test
    void shouldAcceptDuplicatesAndLowerStatusesLikeAnyOther() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String target = channel.path() + "/" + Tenant.newId() + "?fid=f&type=";

        // when
        List<Integer> answers = IntStream.of(1, 1, 8, 16, 1)
                .mapToObj(type -> Bridge.get(target + type).statusCode())
                .toList();

        // then
        assertThat(answers).containsOnly(200);
        assertThat(rows.count("report", channel.channelId())).isEqualTo(5);
        assertThat(rows.count("message", channel.channelId())).isOne();
    }

    @ParameterizedTest
    @CsvSource({"kannel, 'GET, HEAD, OPTIONS'", "twilio, 'HEAD, OPTIONS, POST'", "smsc, 'GET, HEAD, OPTIONS, POST'"})
    void shouldTellTheMethodsWhenAskedByOptions(String gateway, String methods) {
        // given
        Tenant.Callback channel = tenant.channel(gateway, secrets(gateway));

        // when
        HttpResponse<String> answer = Bridge.send("OPTIONS", channel.path(), null);

        // then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Allow")).contains(methods);
        assertThat(rows.countAll(channel.channelId())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"kannel, 200", "twilio, 200", "sms-ru, 200"})
    void shouldAnswerHeadWithoutStoringAnything(String gateway, int status) {
        // given
        Tenant.Callback channel = tenant.channel(gateway, secrets(gateway));

        // when
        HttpResponse<String> answer = Bridge.send("HEAD", channel.path() + "?type=1&fid=a", null);

        // then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertThat(rows.countAll(channel.channelId())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"HEAD", "OPTIONS"})
    void shouldNotTellWhetherAKeyExistsByOtherMethods(String method) {
        assertThat(Bridge.send(method, "/dlr/kannel/AAAAAAAAAAAAAAAAAAAAAA", null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldAnswerAHundredToSmsRuEvenWhenItOnlyProbes() {
        // given
        Tenant.Callback channel = tenant.channel("sms-ru", Map.of("apiId", "A1"));

        // when
        HttpResponse<String> answer = Bridge.send("POST", channel.path(), "application/x-www-form-urlencoded");

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("100");
        assertThat(rows.countAll(channel.channelId())).isZero();
    }

    /** What is odd is cleaned, cut or kept by itself, and never spoils the commit it shares with others. */
    @Test
    void shouldAcceptTwoHundredGoodReportsThatArriveTogetherWithOddOnes() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        Tenant.Callback infobip = tenant.channel("infobip");
        List<String> odd = List.of(
                "fid=a%00b&type=1",
                "fid=" + "x".repeat(300) + "&type=1",
                "fid=" + "x".repeat(200) + "&type=1",
                "fid=late&type=1&ts=99999999999999999",
                "fid=early&type=1&ts=-99999999999",
                "fid=%ED%A0%80&type=1",
                "fid=%F0%9F%92%A9&type=1&reply=%00%FF%FE");
        Map<String, CompletableFuture<HttpResponse<String>>> answers = new LinkedHashMap<>();

        // when
        for (int i = 0; i < 200; i++) {
            String id = Tenant.newId();
            answers.put(id, Bridge.getAsync(channel.path() + "/" + id + "?type=1&fid=" + id));
            if (i % 20 == 0) {
                String parameters = odd.get(i / 20 % odd.size());
                String oddId = Tenant.newId();
                answers.put(oddId, Bridge.getAsync(channel.path() + "/" + oddId + "?" + parameters));
            }
        }
        HttpResponse<String> surrogate = Bridge.post(
                infobip.path(),
                "application/json",
                "{\"results\":[{\"messageId\":\"\\ud800\\u0000\",\"status\":{\"name\":\"DELIVERED_TO_HANDSET\"},"
                        + "\"doneAt\":\"2026-99-99T99:99:99.999+9999\"}]}");

        // then
        assertThat(answers.values())
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(surrogate.statusCode()).isEqualTo(200);
        assertThat(rows.countAll(infobip.channelId())).isPositive();
        assertThat(rows.count("message", channel.channelId())).isEqualTo(answers.size());
    }

    @Test
    void shouldAcceptManyReportsOfTheSameMessageAtOnce() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String id = Tenant.newId();

        // when
        List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 100)
                .mapToObj(i -> Bridge.getAsync(channel.path() + "/" + id + "?fid=f&type=" + (i == 50 ? 1 : 8)))
                .toList();

        // then
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(tenant.known(id).getString("reported")).isEqualTo("delivered");
        assertThat(rows.count("report", channel.channelId())).isEqualTo(100);
    }

    private static Map<String, String> secrets(String gateway) {
        return switch (gateway) {
            case "twilio" -> Map.of("authToken", "secret");
            case "smsc" -> Map.of("controlPhrase", "secret");
            case "sms-ru" -> Map.of("apiId", "secret");
            default -> Map.of();
        };
    }
}
