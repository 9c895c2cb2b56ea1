package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Sample;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One sample of each shape of requests, written onto the wire as HTTP clients of many kinds do it. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class WireFormsTest {
    private static final Map<String, Sample> SAMPLES = Map.of(
            "query", sample("kannel", "delivered"),
            "form", sample("jasmin", "level2-delivered"),
            "multipart", sample("textmagic", "v1-multipart-delivered"),
            "json", sample("textmagic", "v2-json-delivered"),
            "xml", sample("esendex", "xml-delivered"),
            "text", sample("smpp-receipt", "delivered"));

    private static Tenant tenant;

    private final Rows rows;

    WireFormsTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    /** How a request is written. */
    enum Form {
        PLAIN("HTTP/1.1", "", name -> name),
        OF_OLD("HTTP/1.0", "", name -> name),
        NAMES_IN_CAPITALS("HTTP/1.1", "", name -> name.toUpperCase(Locale.ROOT)),
        CHUNKED("HTTP/1.1", "Transfer-Encoding: chunked\r\n", name -> name),
        CHUNKED_IN_GZIP("HTTP/1.1", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", name -> name),
        ASKING_FIRST("HTTP/1.1", "Expect: 100-continue\r\n", name -> name),
        SLASH_AT_THE_END("HTTP/1.1", "", name -> name),
        WHOLE_ADDRESS("HTTP/1.1", "", name -> name);

        private final String version;
        private final String headers;
        private final UnaryOperator<String> names;

        Form(String version, String headers, UnaryOperator<String> names) {
            this.version = version;
            this.headers = headers;
            this.names = names;
        }

        byte[] body(byte[] body) throws IOException {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            byte[] sent = headers.contains("gzip") ? zipped(body) : body;
            if (!headers.contains("chunked")) {
                return sent;
            }
            for (int from = 0; from < sent.length; from += 7) {
                byte[] part = Arrays.copyOfRange(sent, from, Math.min(sent.length, from + 7));
                written.writeBytes((Integer.toHexString(part.length) + ";a=b\r\n").getBytes(StandardCharsets.US_ASCII));
                written.writeBytes(part);
                written.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            written.writeBytes("0\r\nX-Trailer: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return written.toByteArray();
        }

        private static byte[] zipped(byte[] body) throws IOException {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
                out.write(body);
            }
            return zipped.toByteArray();
        }
    }

    static Stream<Arguments> requests() {
        return SAMPLES.keySet().stream()
                .sorted()
                .flatMap(shape -> Stream.of(Form.values()).map(form -> Arguments.of(shape, form)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldAnswerAndKeepWhatTheSampleExpects(String shape, Form form) throws IOException {
        // given
        Sample sample = SAMPLES.get(shape);
        Tenant.Callback channel = tenant.channel(sample.gateway(), Map.of(), sample.settings());

        // when
        HttpResponse<String> answer = send(sample.callback(), channel.path() + "/" + tenant.message(), form);

        // then
        assertThat(answer.statusCode())
                .isEqualTo(sample.expected().path("reply").path("status").asInt());
        assertThat(answer.body())
                .isEqualTo(sample.expected().path("reply").path("body").asText(""));
        assertThat(rows.count("report", channel.channelId())).isOne();
        assertThat(rows.count("quarantine", channel.channelId())).isZero();
    }

    private static HttpResponse<String> send(Callback request, String path, Form form) throws IOException {
        StringBuilder head = new StringBuilder(request.method())
                .append(form == Form.WHOLE_ADDRESS ? " http://bridge.example" : " ")
                .append(path)
                .append(form == Form.SLASH_AT_THE_END ? "/" : "")
                .append(request.rawQuery() == null ? "" : "?" + request.rawQuery())
                .append(' ')
                .append(form.version)
                .append("\r\n");
        byte[] body = form.body(request.body());
        head.append(form.names.apply("Host")).append(": x\r\n");
        head.append(form.names.apply("Connection")).append(": close\r\n");
        if (request.body().length > 0) {
            head.append(form.names.apply("Content-Type")).append(": ").append(request.header("Content-Type"));
            head.append("\r\n").append(form.headers);
            head.append(form.headers.contains("chunked") ? "" : "content-length: " + body.length + "\r\n");
        }
        try (Raw raw = Raw.connect()) {
            raw.write(head + "\r\n");
            if (request.body().length == 0) {
                return raw.answer();
            }
            if (form == Form.ASKING_FIRST) {
                assertThat(raw.head()).startsWith("HTTP/1.1 100");
            }
            return raw.write(body).answer();
        }
    }

    private static Sample sample(String gateway, String name) {
        return Sample.in(Path.of("src/test/resources/gateways")).stream()
                .filter(sample -> List.of(gateway, name).equals(List.of(sample.gateway(), sample.name())))
                .findFirst()
                .orElseThrow();
    }
}
