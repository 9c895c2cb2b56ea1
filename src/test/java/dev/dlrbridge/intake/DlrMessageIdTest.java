package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed reference before path, path before query, query before what anyone could have written. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class DlrMessageIdTest {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ONE = "11111111111111111111111111111111";
    private static final String TWO = "22222222222222222222222222222222";
    private static final String THREE = "33333333333333333333333333333333";

    private final Rows rows;

    private Tenant tenant;

    DlrMessageIdTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create();
    }

    @ParameterizedTest
    @CsvSource({
        "/1,                            , 1",
        "'',              message_id=2  , 2",
        "'',              ref=3         , 3",
        "/1,              message_id=2&ref=3, 1",
        "'',              message_id=2&ref=3, 2",
        "'',              ref=3&message_id=2, 2",
        "/order-17,       message_id=2  , 2",
        "/order-17,       message_id=order-18&ref=3, 3",
        "/%31%31%3111111111111111111111111111111, '', 1"
    })
    void shouldTakeTheFirstThatLooksLikeAMessageId(String path, String query, String expected) {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String parameters = query == null ? "" : ids(query) + "&";

        // when
        HttpResponse<String> answer =
                Bridge.get(channel.path() + (path == null ? "" : ids(path)) + "?" + parameters + "type=1&fid=f");

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(messageOf(channel)).isEqualTo(ids("/" + expected).substring(1));
    }

    @ParameterizedTest
    @CsvSource({"/1, '?message_id=2&ref=3', 3", "/1, '?message_id=2', 1", "'', '?message_id=2', 2"})
    void shouldPreferTheSignedReference(String path, String query, String expected) {
        // given
        Tenant.Callback channel = tenant.channel("twilio", Map.of("authToken", "secret"));
        String target = channel.path() + ids(path) + ids(query);
        String body = "MessageSid=SM1&MessageStatus=delivered&To=%2B4915112345678";

        // when
        HttpResponse<String> answer = Bridge.post(
                target,
                FORM,
                body,
                "X-Twilio-Signature",
                Twilio.signature("secret", DatabaseResource.PUBLIC_URL + target, body));

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(messageOf(channel)).isEqualTo(ids("/" + expected).substring(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/0C6F8E2B9D5A4E13A7B1C2D3E4F50617", "/11111111111111111111111111111111x", "/"})
    void shouldWaitForACorrelationWhenNothingLooksLikeAMessageId(String path) {
        // given
        Tenant.Callback channel = tenant.channel("kannel");

        // when
        HttpResponse<String> answer = Bridge.get(channel.path() + path + "?type=1&fid=waiting");

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rows.count("unmatched", channel.channelId())).isOne();
        assertThat(rows.count("message", channel.channelId())).isZero();
    }

    @Test
    void shouldNotTakeAReferenceThatTheSignatureDoesNotCover() {
        // given
        Tenant.Callback channel = tenant.channel("twilio", Map.of("authToken", "secret"));
        String body = "MessageSid=SM1&MessageStatus=delivered";
        String signature =
                Twilio.signature("secret", DatabaseResource.PUBLIC_URL + channel.path() + "?ref=" + ONE, body);

        // when
        HttpResponse<String> answer =
                Bridge.post(channel.path() + "?ref=" + TWO, FORM, body, "X-Twilio-Signature", signature);

        // then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(rows.countAll(channel.channelId())).isZero();
    }

    private String messageOf(Tenant.Callback channel) {
        return rows.select("SELECT message_id FROM message WHERE channel_id = $1", Tuple.of(channel.channelId()))
                .get(0)
                .getString(0);
    }

    private static String ids(String template) {
        return template.replaceAll("(?<=[=/])1$|(?<=[=/])1(?=&)", ONE)
                .replaceAll("(?<=[=/])2$|(?<=[=/])2(?=&)", TWO)
                .replaceAll("(?<=[=/])3$|(?<=[=/])3(?=&)", THREE);
    }
}
