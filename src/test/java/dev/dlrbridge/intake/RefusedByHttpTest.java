package dev.dlrbridge.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before any route has seen it leaves a trace: one count of its reason, and no secret in the log. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class RefusedByHttpTest {
    private static final String HOST = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
    private static final String PHONE = "4915112345678";

    private static Tenant.Callback callback;

    private final Rows rows;
    private final MeterRegistry registry;

    RefusedByHttpTest(Rows rows, MeterRegistry registry) {
        this.rows = rows;
        this.registry = registry;
    }

    @BeforeAll
    static void createChannel() {
        callback = Tenant.create().channel("kannel");
    }

    /** With PATH for a callback's path, and what is answered; empty where the connection just ends. */
    static Stream<Arguments> requests() {
        String post = "POST PATH" + HOST;
        return Stream.of(
                Arguments.of("request_line", "400", "HELLO\r\n\r\n"),
                Arguments.of("request_line", "400", "GET PATH?type=1\r\n\r\n"),
                Arguments.of("request_line", "400", "GET PATH?type=1&fid=a b" + HOST + "\r\n"),
                Arguments.of("request_line", "400", "GET PATH?type=1 HTTP/one\r\nHost: x\r\n\r\n"),
                Arguments.of("request_line", "400", "GET PATH?type=1 HTTP/1.1 HTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("request_line", "400", "GET PATH?type=1&fid=\177" + HOST + "\r\n"),
                Arguments.of("request_line_too_long", "414", "GET PATH?" + "a".repeat(8_193) + HOST + "\r\n"),
                Arguments.of(
                        "headers_too_large", "431", "GET PATH" + HOST + "X-Long: " + "a".repeat(16_500) + "\r\n\r\n"),
                Arguments.of("header", "400", "GET PATH" + HOST + "Bad Name: x\r\n\r\n"),
                Arguments.of("header", "400", "GET PATH" + HOST + "X-Nul: a\0b\r\n\r\n"),
                Arguments.of("header", "400", post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
                Arguments.of("header", "400", post + "Content-Length: many\r\n\r\n"),
                Arguments.of("header", "400", post + "Content-Length: -1\r\n\r\n"),
                Arguments.of("version", "505", "GET PATH?type=1 HTTP/2.0\r\nHost: x\r\n\r\n"),
                Arguments.of("version", "505", "GET PATH?type=1 HTTP/1.5\r\nHost: x\r\n\r\n"),
                Arguments.of("version", "505", "GET PATH?type=1 SHTTP/1.1\r\nHost: x\r\n\r\n"),
                Arguments.of("version", "505", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                Arguments.of("body", "", post + "Transfer-Encoding: chunked\r\n\r\nmany\r\n"),
                Arguments.of("address", "400", "GET PATH/{" + PHONE + "}" + HOST + "\r\n"),
                Arguments.of("address", "400", "GET PATH/%zz?type=1" + HOST + "\r\n"),
                Arguments.of("address", "400", "GET /bitrix24/install/x?a=%zz" + HOST + "\r\n"),
                Arguments.of("path", "400", "GET /dlr/../PATH" + HOST + "\r\n"),
                Arguments.of("path", "400", "GET dlr/kannel/" + PHONE + HOST + "\r\n"),
                Arguments.of("path", "400", "OPTIONS *" + HOST + "\r\n"),
                Arguments.of("port", "404", "GET /" + PHONE + HOST + "\r\n"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void shouldCountARefusalByItsReasonAndTellNoSecret(String reason, String status, String request) {
        // given
        Map<String, Double> before = counts();
        String key = callback.path().substring("/dlr/kannel/".length());

        // when
        String head;
        List<String> lines;
        try (Raw raw = Raw.connect();
                LogCapture log = LogCapture.open()) {
            head = raw.write(request.replace("PATH", callback.path())).head();
            lines = List.copyOf(log.lines());
        }

        // then
        assertThat(head).matches(status.isEmpty() ? "" : "(?s)HTTP/1\\.[01] " + status + ".*");
        assertThat(counts()).isEqualTo(plusOne(before, reason));
        assertThat(lines).noneMatch(line -> line.contains(key) || line.contains(PHONE));
        assertThat(rows.countAll(callback.channelId())).isZero();
    }

    private static Map<String, Double> plusOne(Map<String, Double> counts, String reason) {
        Map<String, Double> more = new TreeMap<>(counts);
        more.merge(reason, 1.0, Double::sum);
        return more;
    }

    private Map<String, Double> counts() {
        return registry.get("dlrbridge.http.refused").counters().stream()
                .collect(Collectors.toMap(
                        counter -> counter.getId().getTag("reason"),
                        counter -> counter.count(),
                        (a, b) -> a,
                        TreeMap::new));
    }
}
