package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.portal.MessageSettings;
import dev.dlrbridge.sandbox.portal.MessageStatus;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The main paths through the packaged program, or the native executable: profiles, forms, JSON and XML, secrets, schema,
 * calls to portals, the API, metrics, and the commands.
 */
class MainPathsIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MESSAGES = 4;
    private static final String MESSAGE = "0123456789abcdef0123456789abcde";

    private final Path directory = Workplace.fresh("main-paths");
    private final Http http = new Http();
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final OwnServer database = new OwnServer(directory.resolve("database"));
    private BridgeProcess bridge;
    private int channels;

    @AfterEach
    void endAll() {
        try (sandbox;
                database;
                BridgeProcess process = bridge) {
            // closed in the reverse order, whatever happens
        }
    }

    @Test
    void shouldCarryReportsOfSeveralFormsToThePortal() throws IOException {
        // Given
        database.start();
        Map<String, String> configuration = database.settings();
        assertThat(run(configuration, "migrate")).contains("The schema is up to date");
        configuration.put("dlrbridge.database.migrate-at-start", "false");
        configuration.putAll(SandboxSettings.of(sandbox.oauthUrl().toString()));
        bridge = new BridgeProcess(directory, configuration);
        bridge.startUntilReady();
        AdminClient admin = new AdminClient(bridge::address, OwnServer.ADMIN_TOKEN);
        RegisteredPortal portal = RegisteredPortal.register(1, sandbox, admin).get(0);
        for (int number = 0; number < MESSAGES; number++) {
            portal.portal().messages().create(new MessageSettings(MESSAGE + number, "queued", null, null, null));
        }

        // When
        report(http.get(URI.create(portal.callback() + "/" + MESSAGE + "0?type=1")));
        report(post(channel(portal, "infobip", new JsonObject()), 1, "application/json", """
                {"results":[{"messageId":"a","status":{"groupId":3,"groupName":"DELIVERED"}}]}"""));
        report(post(channel(portal, "infobip", new JsonObject()), 2, "application/xml", """
                <DeliveryReports><results><result><messageId>b</messageId>\
                <status><groupId>3</groupId><groupName>DELIVERED</groupName></status></result></results></DeliveryReports>"""));
        JsonObject settings = new JsonObject().put("status", "state").put("statuses", "arrived=delivered");
        report(post(
                channel(portal, "generic-form", settings), 3, "application/x-www-form-urlencoded", "state=arrived"));

        // Then
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(IntStream.range(0, MESSAGES).mapToObj(number -> status(portal, number)))
                        .containsOnly(MessageStatus.DELIVERED));
        assertThat(bridge.management("/q/metrics").body()).contains("dlrbridge_intake_reports_total{");
    }

    @Test
    void shouldRunTheCommandsThatNeedNoService() {
        assertThat(run(Map.of(), "gateways", "schema")).contains("\"$schema\"");
        assertThat(run(Map.of(), "keyset").strip()).isNotEmpty();
    }

    private String run(Map<String, String> settings, String... arguments) {
        try (Program program = Program.start(Workplace.fresh("command"), settings, arguments)) {
            assertThat(program.awaitExit(SOON)).as(program::output).isZero();
            return program.output();
        }
    }

    private URI channel(RegisteredPortal portal, String gateway, JsonObject settings) {
        JsonObject channel = new JsonObject()
                .put("gateway", gateway)
                .put("senderCode", "code" + ++channels)
                .put("settings", settings);
        String place = "/api/v1/applications/" + portal.portal().settings().clientId() + "/portals/"
                + portal.portal().memberId() + "/channels";
        HttpResponse<String> created =
                http.json("POST", bridge.address(place), OwnServer.ADMIN_TOKEN, channel.encode());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        return bridge.address(URI.create(new JsonObject(created.body()).getString("callbackUrl"))
                .getPath());
    }

    private HttpResponse<String> post(URI callback, int message, String mediaType, String body) throws IOException {
        return http.post(URI.create(callback + "/" + MESSAGE + message), mediaType, body);
    }

    private static void report(HttpResponse<String> answer) {
        assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
    }

    private static MessageStatus status(RegisteredPortal portal, int number) {
        return portal.portal().messages().find(MESSAGE + number).orElseThrow().status();
    }
}
