package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gateways write texts and receipts into addresses as they are, though no address may have such characters. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class WrittenAsItIsTest {
    private static final int SPACE = 0x20;
    private static final int DELETE = 0x7f;

    private static Tenant tenant;
    private static Tenant.Callback kannel;

    private final Rows rows;

    WrittenAsItIsTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createChannel() {
        tenant = Tenant.create();
        kannel = tenant.channel("kannel");
    }

    /** Each byte but controls and the space that ends the address, and what those who forget to encode write. */
    static Stream<String> texts() {
        return Stream.concat(
                IntStream.rangeClosed(SPACE + 1, 0xff)
                        .filter(octet -> octet != DELETE)
                        .mapToObj(octet -> Character.toString((char) octet)),
                Stream.of(
                        "%",
                        "%z",
                        "100%!",
                        "%d0%",
                        "{\"a\":[\"<b>\"]}",
                        "id:1 stat:DELIVRD".replace(' ', '+'),
                        new String("Привет".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                        "%u041f%u0440",
                        "%C3%28%FF"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldReadAReportWhateverItsQueryHolds(String text) {
        String message = tenant.message();

        assertThat(Raw.get(kannel.path() + "/" + message + "?type=1&fid=a&smsc=" + text + "&answer=" + text)
                        .statusCode())
                .isEqualTo(200);

        assertThat(tenant.known(message).getString("reported")).isEqualTo("delivered");
    }

    @Test
    void shouldTakeALineOfEightKilobytes() {
        String message = tenant.message();
        String start = "GET " + kannel.path() + "/" + message + "?type=1&fid=a&answer=";
        String end = " HTTP/1.1";
        String line = start + "%D0%96".repeat(1_400).substring(0, (8 << 10) - start.length() - end.length()) + end;

        try (Raw raw = Raw.connect()) {
            assertThat(raw.write(line + "\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .answer()
                            .statusCode())
                    .isEqualTo(200);
        }

        assertThat(tenant.known(message).getString("reported")).isEqualTo("delivered");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PATH/MESSAGE/",
                "/PATH/MESSAGE",
                "/PATH/MESSAGE/",
                "PATH/?message_id=MESSAGE",
                "PATH?message_id=MESSAGE"
            })
    void shouldTakeASlashMoreAtTheBeginningOrTheEnd(String address) {
        String message = tenant.message();
        String path = address.replace("PATH", kannel.path()).replace("MESSAGE", message);

        assertThat(Raw.get(path + (path.contains("?") ? "&" : "?") + "type=1&fid=a")
                        .statusCode())
                .isEqualTo(200);

        assertThat(tenant.known(message).getString("reported")).isEqualTo("delivered");
    }

    @Test
    void shouldCheckASignatureOverTheAddressAsItWasWritten() {
        // given
        Tenant.Callback twilio = tenant.channel("twilio", Map.of("authToken", "t"));
        String path = twilio.path() + "/?text={\"Ж\"}%";
        String form = "MessageSid=SM1&MessageStatus=delivered";
        String signature = Twilio.signature("t", DatabaseResource.PUBLIC_URL + path, form);
        String request = "POST %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Twilio-Signature: %s\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s";

        // when
        int accepted = answer(request.formatted(path, signature, form.length(), form));
        int refused = answer(request.formatted(path.replace('{', '}'), signature, form.length(), form));

        // then
        assertThat(List.of(accepted, refused)).containsExactly(200, 401);
        assertThat(rows.select("SELECT gateway_id FROM unmatched WHERE channel_id = $1", Tuple.of(twilio.channelId())))
                .hasSize(1);
    }

    private static int answer(String request) {
        try (Raw raw = Raw.connect()) {
            return raw.write(request.getBytes(StandardCharsets.UTF_8)).answer().statusCode();
        }
    }
}
