package dev.dlrbridge.intake;

import static dev.dlrbridge.intake.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class DlrBodyTest {
    private static final int LIMIT = 256 * 1024;
    private static final String JSON = "application/json";

    private static Tenant tenant;

    private final Rows rows;
    private final MeterRegistry registry;

    DlrBodyTest(Rows rows, MeterRegistry registry) {
        this.rows = rows;
        this.registry = registry;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    @Test
    void shouldAcceptABodyOfExactlyTheLimit() {
        // given
        Tenant.Callback channel = tenant.channel("infobip");
        String report = "{\"results\":[{\"messageId\":\"a\",\"status\":{\"name\":\"DELIVERED_TO_HANDSET\"}}]}";

        // when
        HttpResponse<String> answer = Bridge.post(channel.path(), JSON, report + " ".repeat(LIMIT - report.length()));

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rows.count("unmatched", channel.channelId())).isOne();
    }

    @ParameterizedTest
    @ValueSource(longs = {LIMIT + 1, 5_000_000, 20_000_000, 99_000_000_000L})
    void shouldAnswer413BeforeTheBodyWhenItsDeclaredLengthIsOverTheLimit(long length) {
        // given
        Tenant.Callback channel = tenant.channel("infobip");

        // when
        HttpResponse<String> answer;
        try (Raw raw = Raw.connect()) {
            answer = raw.write(head(channel) + "Content-Length: " + length + "\r\n\r\n")
                    .answer();
        }

        // then
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(rows.countAll(channel.channelId())).isZero();
    }

    @Test
    void shouldAnswer413AndCloseWhenAChunkedBodyGrowsOverTheLimit() {
        // given
        Tenant.Callback channel = tenant.channel("infobip");
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";

        // when
        HttpResponse<String> answer;
        try (Raw raw = Raw.connect()) {
            raw.write(head(channel) + "Transfer-Encoding: chunked\r\n\r\n");
            for (int sent = 0; sent < LIMIT; sent += 0x10000) {
                raw.write(chunk);
            }
            answer = raw.write("1\r\n \r\n").answer();
        }

        // then
        assertRefused(answer, Refusal.BODY_TOO_LARGE);
        assertThat(rows.countAll(channel.channelId())).isZero();
    }

    @Test
    void shouldReadAChunkedBodyWithinTheLimit() {
        // given
        Tenant.Callback channel = tenant.channel("jasmin");

        // when
        HttpResponse<String> answer;
        try (Raw raw = Raw.connect()) {
            answer = raw.write("POST " + channel.path()
                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                            + "5\r\nid=j1\r\n")
                    .write("17\r\n&message_status=DELIVRD\r\n0\r\n\r\n")
                    .answer();
        }

        // then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(rows.count("unmatched", channel.channelId())).isOne();
    }

    @ParameterizedTest
    @CsvSource({"gzip, 0, 200", "deflate, 0, 200", "gzip, 300000, 413", "gzip, 100000000, 413", "br, 0, 200"})
    void shouldInflateABodyWithinTheLimit(String coding, int spaces, int status) throws IOException {
        // given
        Tenant.Callback channel = tenant.channel("jasmin");
        ByteArrayOutputStream coded = new ByteArrayOutputStream();
        try (OutputStream out = coding.equals("gzip") ? new GZIPOutputStream(coded) : new DeflaterOutputStream(coded)) {
            out.write("id=j1&message_status=DELIVRD&x=".getBytes(StandardCharsets.US_ASCII));
            out.write(new byte[spaces]);
        }

        // when
        HttpResponse<String> answer = Bridge.send(
                "POST",
                channel.path(),
                "application/x-www-form-urlencoded",
                coded.toByteArray(),
                "Content-Encoding",
                coding);

        // then
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(rows.count("unmatched", channel.channelId()))
                .isEqualTo(status == 200 && !coding.equals("br") ? 1 : 0);
        assertThat(rows.count("quarantine", channel.channelId())).isEqualTo(coding.equals("br") ? 1 : 0);
        assertThat(memory()).as("memory for bodies").isZero();
    }

    private double memory() {
        return registry.get("dlrbridge.net.body").gauge().value();
    }

    /** Common HTTP libraries wait up to a second for it before they send the body anyway. */
    @Test
    void shouldAskForTheBodyAtOnceWhenTheGatewayWaitsForThat() {
        // given
        Tenant.Callback channel = tenant.channel("infobip");

        // when
        try (Raw raw = Raw.connect()) {
            raw.write(head(channel) + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(raw.head()).startsWith("HTTP/1.1 100");
            HttpResponse<String> answer = raw.write("{}").answer();

            // then
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void shouldNotAskForABodyThatIsTooLarge() {
        // given
        Tenant.Callback channel = tenant.channel("infobip");

        // when
        try (Raw raw = Raw.connect()) {
            raw.write(head(channel) + "Expect: 100-continue\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n");

            // then
            assertRefused(raw.answer(), Refusal.BODY_TOO_LARGE);
        }
    }

    private static String head(Tenant.Callback channel) {
        return "POST " + channel.path() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + JSON + "\r\n";
    }
}
