package dev.dlrbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dlrbridge.handler.PostedMessage;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Integrator;
import dev.dlrbridge.testing.Integrator.Answer;
import dev.dlrbridge.testing.Programs;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The programs that integrators copy from the manual send what a user of the sandbox's portal asks for, so that he sees its
 * status, and nothing else.
 */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ReceiversOfTheManualTest {
    private static final Path MANUAL = Path.of("docs", "integrators.md");
    private static final int LONGEST = 25;
    private static final String GATEWAY = "/gateway";

    private final Integrator gateway = new Integrator();
    private Process receiver;

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        gateway.close();
        if (receiver != null) {
            receiver.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"js, node, receiver.mjs", "php, php, receiver.php"})
    void shouldSendARequestedMessageOnceAndAnswerTheGatewaysId(String language, String program, String file)
            throws IOException, InterruptedException {
        assumeTrue(
                Programs.isOnPath(program),
                "The receiver in " + language + " is not tried: there is no " + program + " here");

        // given
        gateway.answers(GATEWAY, Answer.of(200, "gw-4711\n".getBytes(StandardCharsets.UTF_8)));
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("kannel");
        int port = freePort();
        String hook = "http://127.0.0.1:" + port + "/hook";
        start(language, program, file, port, secret(tenant, hook));

        // when
        String message = tenant.message();
        PostedMessage.post(PostedMessage.address(tenant), PostedMessage.ofPerson(tenant, message));

        // then
        await().untilAsserted(() -> assertThat(gateway.at(GATEWAY)).hasSize(1));
        assertThat(new String(gateway.at(GATEWAY).get(0).body(), StandardCharsets.UTF_8))
                .startsWith(
                        "to=%2B4915700000042&text=Ihr+Code%3A+marked-1234%0AGr%C3%BC%C3%9Fe&callback=https%3A%2F%2F")
                .endsWith("%2F" + message);
        assertThat(forged(hook)).isEqualTo(401);

        // when: the gateway reports by its own id, which the receiver has answered
        assertThat(Bridge.get(channel.path() + "?type=1&fid=gw-4711").statusCode())
                .isEqualTo(200);

        // then
        await().untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("delivered"));
        assertThat(gateway.at(GATEWAY)).hasSize(1);
    }

    private static String secret(Tenant tenant, String hook) {
        return Bridge.admin()
                .body(Map.of("url", hook, "kinds", List.of("message.requested")))
                .put("/applications/" + tenant.clientId() + "/endpoints/main")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
    }

    private void start(String language, String program, String file, int port, String secret) throws IOException {
        String code = code(language);
        assertThat(code.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(LONGEST);
        Files.writeString(directory.resolve(file), code);
        ProcessBuilder command = new ProcessBuilder(
                program.equals("php") ? List.of("php", "-S", "127.0.0.1:" + port, file) : List.of(program, file));
        command.environment()
                .putAll(Map.of(
                        "WEBHOOK_SECRET", secret,
                        "GATEWAY_URL", gateway.url(GATEWAY),
                        "PORT", Integer.toString(port),
                        "TMPDIR", directory.toString()));
        receiver = command.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        await().ignoreExceptions().until(() -> {
            new Socket("127.0.0.1", port).close();
            return true;
        });
    }

    /** What is in the manual. */
    private static String code(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(MANUAL));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static int forged(String hook) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(hook))
                .header("webhook-id", UUID.randomUUID().toString())
                .header("webhook-timestamp", Long.toString(System.currentTimeMillis() / 1000))
                .header("webhook-signature", "v1,AAAA v1,")
                .POST(BodyPublishers.ofString("{\"type\":\"message.requested\",\"data\":{}}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
