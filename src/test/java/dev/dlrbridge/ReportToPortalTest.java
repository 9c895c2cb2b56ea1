package dev.dlrbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.gateway.Digests;
import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageView;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way: a gateway's report in, the portal's status seen in the sandbox. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ReportToPortalTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Duration SECONDS = Duration.ofSeconds(8);
    private static final Duration WITH_RETRIES = Duration.ofSeconds(25);

    private final Rows rows;

    private Tenant tenant;

    ReportToPortalTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create();
    }

    @ParameterizedTest
    @CsvSource({"1, delivered", "2, undelivered", "16, failed"})
    void shouldShowTheStatusAtThePortalWithinSeconds(int type, String status) {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String message = tenant.message();

        // when
        assertThat(kannel(channel, message, type).statusCode()).isEqualTo(200);

        // then
        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo(status));
        await().atMost(SECONDS)
                .untilAsserted(() ->
                        assertThat(tenant.known(message).getString("state")).isEqualTo("forwarded"));
    }

    @Test
    void shouldNeverGoBackWhenALowerStatusArrivesLater() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String message = tenant.message();
        kannel(channel, message, 1);
        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("delivered"));

        // when
        kannel(channel, message, 8);
        kannel(channel, message, 16);
        String marker = tenant.message();
        kannel(channel, marker, 1);

        // then
        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(tenant.shown(marker)).isEqualTo("delivered"));
        assertThat(tenant.shown(message)).isEqualTo("delivered");
        assertThat(tenant.portal().messages().find(message).map(MessageView::wentBack))
                .contains(false);
        assertThat(tenant.known(message).getList("reports.status")).containsExactly("delivered", "sent", "failed");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void shouldFindTheMessageByItsCorrelationWhicheverComesFirst(boolean correlationFirst) {
        // given
        Tenant.Callback channel = tenant.channel("sms-ru", Map.of("apiId", "api-id"));
        String message = tenant.message();
        String smsId = "202648-" + Tenant.newId().substring(0, 7);
        Runnable correlate = () -> tenant.correlate(channel, Map.of("gatewayId", smsId, "messageId", message));

        // when
        if (correlationFirst) {
            correlate.run();
        }
        HttpResponse<String> answer = smsRu(channel, smsId, 103);
        assertThat(answer.body()).isEqualTo("100");
        if (!correlationFirst) {
            assertThat(rows.count("unmatched", channel.channelId())).isOne();
            correlate.run();
        }

        // then
        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("delivered"));
        assertThat(rows.count("unmatched", channel.channelId())).isZero();
        assertThat(tenant.known(message).getString("reports[0].gatewayId")).isEqualTo(smsId);
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void shouldTellRecipientsOfOneGatewayIdApart(boolean correlationFirst) {
        // given
        Tenant.Callback channel = tenant.channel("smsc", Map.of("controlPhrase", "phrase"));
        String first = tenant.message();
        String second = tenant.message();
        Runnable correlate = () -> {
            tenant.correlate(
                    channel, Map.of("gatewayId", "100500", "recipient", "+7 (900) 000-00-01", "messageId", first));
            tenant.correlate(channel, Map.of("gatewayId", "100500", "recipient", "79000000002", "messageId", second));
        };

        // when
        if (correlationFirst) {
            correlate.run();
        }
        assertThat(smsc(channel, "100500", "79000000001", 1).body()).isEqualTo("OK");
        assertThat(smsc(channel, "100500", "79000000002", 20).body()).isEqualTo("OK");
        if (!correlationFirst) {
            correlate.run();
        }

        // then
        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(List.of(tenant.shown(first), tenant.shown(second)))
                        .containsExactly("delivered", "undelivered"));
    }

    @Test
    void shouldRefreshExactlyOnceWhenTheAccessTokenHasExpired() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        List<String> messages = Stream.generate(tenant::message).limit(30).toList();
        tenant.portal().expireAccessTokens();

        // when
        messages.forEach(message -> kannel(channel, message, 1));

        // then
        await().atMost(WITH_RETRIES)
                .untilAsserted(() -> assertThat(messages)
                        .allSatisfy(message -> assertThat(tenant.shown(message)).isEqualTo("delivered")));
        assertThat(tenant.portal().statistics().refreshes()).isOne();
    }

    @Test
    void shouldTryAgainWhenThePortalDoesNotKnowTheYoungMessageYet() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String message = Tenant.newId();
        tenant.portal().messages().create(new MessageSettings(message, "sent", 0, 3_000L, -1L));

        // when
        kannel(channel, message, 1);

        // then
        await().atMost(SECONDS)
                .untilAsserted(() ->
                        assertThat(tenant.known(message).getString("lastError")).isEqualTo("ERROR_MESSAGE_NOT_FOUND"));
        await().atMost(WITH_RETRIES)
                .untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("delivered"));
        await().atMost(SECONDS)
                .untilAsserted(() ->
                        assertThat(tenant.known(message).getString("state")).isEqualTo("forwarded"));
    }

    private static HttpResponse<String> kannel(Tenant.Callback channel, String message, int type) {
        return Bridge.get(channel.path() + "/" + message + "?fid=f&type=" + type);
    }

    private static HttpResponse<String> smsRu(Tenant.Callback channel, String smsId, int status) {
        String entry = "sms_status\n" + smsId + "\n" + status + "\n1780319382";
        String hash = hex("SHA-256", "api-id" + entry);
        return Bridge.post(channel.path(), FORM, "data[0]=" + entry.replace("\n", "%0A") + "&hash=" + hash);
    }

    private static HttpResponse<String> smsc(Tenant.Callback channel, String id, String phone, int status) {
        String sha1 = hex("SHA-1", id + ":" + phone + ":" + status + ":phrase");
        return Bridge.post(
                channel.path(), FORM, "id=" + id + "&phone=" + phone + "&status=" + status + "&sha1=" + sha1);
    }

    private static String hex(String algorithm, String text) {
        return HexFormat.of().formatHex(Digests.digest(algorithm, text.getBytes(StandardCharsets.UTF_8)));
    }
}
