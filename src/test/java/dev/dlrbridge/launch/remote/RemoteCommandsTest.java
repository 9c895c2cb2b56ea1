package dev.dlrbridge.launch.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Commands that ask a bridge: what they ask, what they print, and what they say when it refuses. */
class RemoteCommandsTest {
    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final List<String> asked = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private int status = 200;
    private HttpServer bridge;
    private Path token;

    @BeforeEach
    void startABridge() throws IOException {
        token = Files.writeString(directory.resolve("token"), "secret-token\n");
        bridge = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        bridge.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Accept") + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = (answers.isEmpty() ? "" : answers.remove(0)).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        bridge.start();
    }

    @AfterEach
    void stopTheBridge() {
        bridge.stop(0);
    }

    @Test
    void shouldPrintWhatIsFoundALineEach() {
        // given
        answers.add(
                "{\"items\":[{\"kind\":\"message\",\"id\":\"m1\",\"domain\":\"acme.bitrix24.ru\",\"note\":\"a\\u001b[2Jb\"}]}");

        // when, then
        assertThat(run(new FindCommand(), "+7900 123")).isZero();
        assertThat(asked).containsExactly("/api/v1/search?q=%2B7900+123 application/json Bearer secret-token");
        assertThat(out.toString()).isEqualTo("message\tm1\tacme.bitrix24.ru\t-\t-\ta?[2Jb\t-" + System.lineSeparator());
    }

    @Test
    void shouldTellByItsExitCodeThatNothingIsFound() {
        answers.add("{\"items\":[]}");

        assertThat(run(new FindCommand(), "nothing")).isEqualTo(1);
    }

    @Test
    void shouldListPortalsPageByPage() {
        // given
        answers.add("{\"items\":[{\"domain\":\"a\"}],\"after\":\"next\"}");
        answers.add("{\"items\":[{\"domain\":\"b\"}]}");

        // when, then
        assertThat(run(new PortalsCommand(), "--state", "parked")).isZero();
        assertThat(out.toString().lines()).hasSize(2);
        assertThat(asked).element(1).asString().startsWith("/api/v1/portals?state=parked&after=next ");
    }

    @Test
    void shouldShowTheWordsOfTheQuarantine() {
        answers.add("{\"items\":[{\"gateway\":\"eskiz\",\"unknownWords\":[\"NEW\",\"ODD\"]}]}");

        assertThat(run(new QuarantineCommand(), "--gateway", "eskiz")).isZero();
        assertThat(out.toString()).contains("eskiz\tNEW,ODD\t");
    }

    @ParameterizedTest
    @CsvSource({
        "messages, csv, /api/v1/messages?state=rejected&from=2026-01-01T00%3A00%3A00Z text/csv",
        "messages, ndjson, /api/v1/messages?state=rejected&from=2026-01-01T00%3A00%3A00Z application/x-ndjson",
        "audit, csv, /api/v1/audit?state=rejected&since=2026-01-01T00%3A00%3A00Z text/csv"
    })
    void shouldWriteALineAsItComes(String list, String format, String question) {
        // given
        answers.add("first\r\nsecond\r\n");

        // when, then
        assertThat(run(
                        new ExportCommand(),
                        list,
                        "--format",
                        format,
                        "--state",
                        "rejected",
                        "--from",
                        "2026-01-01T00:00:00Z"))
                .isZero();
        assertThat(asked).containsExactly(question + " Bearer secret-token");
        assertThat(out.toString().lines()).containsExactly("first", "second");
    }

    @ParameterizedTest
    @CsvSource({"401, The bridge does not know the token", "403, The token does not permit this", "503, status 503"})
    void shouldSayInALineWhyTheBridgeRefuses(int answered, String told) {
        // given
        status = answered;

        // when, then
        assertThat(run(new FindCommand(), "x")).isEqualTo(1);
        assertThat(errors.toString().lines())
                .singleElement()
                .asString()
                .contains(told)
                .doesNotContain("secret");
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        bridge.stop(0);

        assertThat(run(new FindCommand(), "x")).isEqualTo(1);
        assertThat(errors.toString().lines()).singleElement().asString().startsWith("No bridge answers at http://");
    }

    @Test
    void shouldTakeAddressAndTokenFromTheEnvironment() {
        // given
        answers.add("{\"items\":[]}");
        BridgeApi api = new BridgeApi(Map.of("DLRBRIDGE_URL", address() + "/", "DLRBRIDGE_TOKEN", "of-environment"));

        // when
        api.get("/search", Map.of());

        // then
        assertThat(asked).containsExactly("/api/v1/search application/json Bearer of-environment");
    }

    private String address() {
        return "http://localhost:" + bridge.getAddress().getPort();
    }

    private int run(Object command, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--url", address(), "--token-file", token.toString()));
        all.addAll(List.of(arguments));
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(all.toArray(String[]::new));
    }
}
