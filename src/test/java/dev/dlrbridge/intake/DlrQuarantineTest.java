package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.tenant.secret.SecretBox;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is authentic but cannot be understood is answered like a success and kept, encrypted, to the last byte. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class DlrQuarantineTest {
    private static final String PHONE = "4915112345678";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private static Tenant tenant;

    private final Rows rows;
    private final SecretBox secrets;

    DlrQuarantineTest(Rows rows, SecretBox secrets) {
        this.rows = rows;
        this.secrets = secrets;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    static Stream<Arguments> notUnderstood() {
        return Stream.of(
                unreadable("status missing", "kannel", "GET", "?fid=a&to=" + PHONE, null, ""),
                unreadable("unknown status", "kannel", "GET", "?fid=a&type=64&to=" + PHONE, null, ""),
                unreadable("unknown word", "jasmin", "POST", "", FORM, "id=a&message_status=NEW&to=" + PHONE),
                unreadable("neither id nor reference", "kannel", "GET", "?type=1&to=" + PHONE, null, ""),
                unreadable("over-long id alone", "kannel", "GET", "?type=1&fid=" + "x".repeat(300), null, ""),
                unreadable("broken JSON", "infobip", "POST", "", JSON, "{\"results\":[{\"to\":\"" + PHONE + "\"}"),
                unreadable("no object", "infobip", "POST", "", JSON, "[\"" + PHONE + "\"]"),
                unreadable("a number", "infobip", "POST", "", JSON, PHONE),
                unreadable("empty body", "infobip", "POST", "", JSON, ""),
                unreadable("empty form", "jasmin", "POST", "", FORM, ""),
                unreadable("no media type", "infobip", "POST", "", null, PHONE),
                unreadable("deep", "infobip", "POST", "", JSON, "[".repeat(10_000) + PHONE + "]".repeat(10_000)),
                unreadable("deep object", "infobip", "POST", "", JSON, "{\"a\":".repeat(10_000) + PHONE),
                unreadable("NUL in JSON", "infobip", "POST", "", JSON, "{\"results\":\0" + PHONE),
                Arguments.of("invalid UTF-8", "infobip", "POST", "", JSON, invalidUtf8("{\"results\":\"")),
                Arguments.of("invalid UTF-8 in a form", "jasmin", "POST", "", FORM, invalidUtf8("message_status=")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notUnderstood")
    void shouldAnswerSuccessAndKeepTheRequestEncrypted(
            String name, String gateway, String method, String query, String mediaType, byte[] body)
            throws IOException {
        // given
        Tenant.Callback channel = tenant.channel(gateway);

        // when
        HttpResponse<String> answer = Bridge.send(method, channel.path() + query, mediaType, body);

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(gateway.equals("jasmin") ? "ACK/Jasmin" : "");
        JsonNode kept = theOnlyKept(channel);
        assertThat(kept.path("method").asText()).isEqualTo(method);
        assertThat(kept.path("path").asText()).isEqualTo(channel.path());
        assertThat(kept.path("query").asText("")).isEqualTo(query.isEmpty() ? "" : query.substring(1));
        assertThat(kept.path("body").binaryValue()).isEqualTo(body);
        assertThat(rows.countAll(channel.channelId()))
                .as("nothing but this row")
                .isOne();
        assertNothingReadable(channel);
    }

    @Test
    void shouldAcceptTheReadableReportsOfAListAndKeepTheRequest() throws IOException {
        // given
        Tenant.Callback channel = tenant.channel("infobip");
        String body = """
                {"results":[
                  {"messageId":"good-1","to":"%1$s","status":{"name":"DELIVERED_TO_HANDSET"}},
                  {"messageId":"odd","to":"%1$s","status":{"name":"INVENTED"}},
                  "%1$s",
                  {"messageId":"good-2","to":"%1$s","status":{"name":"EXPIRED_EXPIRED"}}]}""".formatted(PHONE);

        // when
        HttpResponse<String> answer = Bridge.post(channel.path(), JSON, body);

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rows.select(
                        "SELECT gateway_id FROM unmatched WHERE channel_id = $1 ORDER BY id",
                        Tuple.of(channel.channelId())))
                .extracting(row -> row.getString(0))
                .containsExactly("good-1", "good-2");
        assertThat(theOnlyKept(channel).path("body").binaryValue()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertNothingReadable(channel);
    }

    @Test
    void shouldKeepNothingWhenAllIsUnderstood() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");

        // when
        Bridge.get(channel.path() + "/" + Tenant.newId() + "?type=1&fid=a&to=" + PHONE);

        // then
        assertThat(rows.count("quarantine", channel.channelId())).isZero();
        assertThat(rows.count("report", channel.channelId())).isOne();
        assertNothingReadable(channel);
    }

    @Test
    void shouldShowAnUnknownStatusInTheHistoryOfItsMessage() {
        // given
        Tenant.Callback channel = tenant.channel("jasmin");
        String message = tenant.message();
        String report = "id=a&to=" + PHONE + "&message_status=";
        Bridge.post(channel.path() + "/" + message, FORM, report + "ACCEPTD");

        // when
        Bridge.post(channel.path() + "/" + message, FORM, report + "INVENTED");

        // then
        JsonPath known = tenant.known(message);
        assertThat(known.getList("reports.rawStatus")).containsExactly("ACCEPTD", "INVENTED");
        assertThat(known.getList("reports.status")).hasSize(2).last().isNull();
        assertThat(known.getString("reported")).isEqualTo("sent");
        assertThat(rows.count("quarantine", channel.channelId())).isOne();
    }

    @Test
    void shouldShowAnUnknownStatusInTheHistoryOfACorrelatedMessage() {
        // given
        Tenant.Callback channel = tenant.channel("jasmin");
        String message = tenant.message();
        tenant.correlate(channel, Map.of("gatewayId", "a", "messageId", message));
        Bridge.post(channel.path(), FORM, "id=a&message_status=ACCEPTD");

        // when
        Bridge.post(channel.path(), FORM, "id=a&message_status=INVENTED");

        // then
        assertThat(tenant.known(message).getList("reports.rawStatus")).containsExactly("ACCEPTD", "INVENTED");
    }

    @Test
    void shouldKeepAnUnverifiedRequestWhenTheChannelSaysSo() throws IOException {
        // given
        Tenant.Callback keeping =
                tenant.channel("twilio", Map.of("authToken", "t"), Map.of("onBadSignature", "quarantine"));
        Tenant.Callback refusing = tenant.channel("twilio", Map.of("authToken", "t"));
        String body = "MessageSid=a&MessageStatus=delivered";

        // when
        HttpResponse<String> kept = Bridge.post(keeping.path(), FORM, body, "X-Twilio-Signature", "wrong");
        HttpResponse<String> refused = Bridge.post(refusing.path(), FORM, body, "X-Twilio-Signature", "wrong");

        // then
        assertThat(kept.statusCode()).isEqualTo(200);
        assertThat(theOnlyKept(keeping).path("body").binaryValue()).isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        assertThat(rows.countAll(keeping.channelId())).as("no report").isOne();
        Refusals.assertRefused(refused, Refusal.NOT_AUTHENTIC);
        assertThat(rows.countAll(refusing.channelId())).isZero();
    }

    @Test
    void shouldKeepHalfOfTheRoomFromUnverifiedRequests() {
        // given
        Tenant.Callback channel =
                tenant.channel("twilio", Map.of("authToken", "t"), Map.of("onBadSignature", "quarantine"));
        Bridge.post(channel.path(), FORM, "a=b");
        rows.select(
                "UPDATE quarantine_usage SET entries = 5000 WHERE channel_id = $1 RETURNING entries",
                Tuple.of(channel.channelId()));

        // when
        HttpResponse<String> refused = Bridge.post(channel.path(), FORM, "a=b");

        // then
        Refusals.assertRefused(refused, Refusal.UNAVAILABLE);
        assertThat(rows.count("quarantine", channel.channelId())).isOne();
    }

    @Test
    void shouldAskToComeAgainWhenTheChannelsQuarantineIsFull() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        Bridge.get(channel.path() + "?type=64&fid=a");
        rows.select(
                "UPDATE quarantine_usage SET bytes = 100 << 20 WHERE channel_id = $1 RETURNING channel_id",
                Tuple.of(channel.channelId()));

        // when
        HttpResponse<String> refused = Bridge.get(channel.path() + "?type=64&fid=b");
        HttpResponse<String> accepted = Bridge.get(channel.path() + "?type=1&fid=b");

        // then
        Refusals.assertRefused(refused, Refusal.UNAVAILABLE);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(accepted.statusCode()).isEqualTo(200);
        assertThat(rows.count("quarantine", channel.channelId())).isOne();
    }

    private JsonNode theOnlyKept(Tenant.Callback channel) throws IOException {
        List<Row> kept =
                rows.select("SELECT id, request FROM quarantine WHERE channel_id = $1", Tuple.of(channel.channelId()));
        assertThat(kept).hasSize(1);
        UUID id = kept.get(0).getUUID(0);
        byte[] sealed = kept.get(0).getBuffer(1).getBytes();
        return new ObjectMapper().readTree(secrets.open("quarantine", "request", id.toString(), sealed));
    }

    private void assertNothingReadable(Tenant.Callback channel) {
        String hexPhone = HexFormat.of().formatHex(PHONE.getBytes(StandardCharsets.US_ASCII));
        for (String table : List.of("quarantine", "report", "message", "correlation", "unmatched")) {
            String sql = "SELECT t::text FROM " + table + " t WHERE channel_id = $1";
            assertThat(rows.select(sql, Tuple.of(channel.channelId())))
                    .allSatisfy(row -> assertThat(row.getString(0)).doesNotContain(PHONE, hexPhone));
        }
    }

    private static Arguments unreadable(
            String name, String gateway, String method, String query, String mediaType, String body) {
        return Arguments.of(name, gateway, method, query, mediaType, body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] invalidUtf8(String start) {
        byte[] bytes = Arrays.copyOf(start.getBytes(StandardCharsets.US_ASCII), start.length() + 3);
        bytes[start.length()] = (byte) 0xC3;
        bytes[start.length() + 1] = (byte) 0x28;
        bytes[start.length() + 2] = (byte) 0xFF;
        return bytes;
    }
}
