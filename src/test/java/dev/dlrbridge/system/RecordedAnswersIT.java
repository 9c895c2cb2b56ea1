package dev.dlrbridge.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dlrbridge.sandbox.Sandbox;
import dev.dlrbridge.sandbox.SandboxOptions;
import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.portal.TokenPair;
import dev.dlrbridge.testing.GeneratedPage;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged program, and the native executable, answer every operation as the virtual machine once did. */
class RecordedAnswersIT {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String NOBODY = "nobody";
    private static final int MAY_STAND_FOR_ANYTHING = 4;

    private final Path directory = Workplace.fresh("answers");
    private final Http http = new Http();
    private final Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    private final OwnServer database = new OwnServer(directory.resolve("database"));
    private final Map<String, String> known = new LinkedHashMap<>();
    private BridgeProcess bridge;

    @BeforeEach
    void start() {
        database.start();
        Map<String, String> settings = new LinkedHashMap<>(database.settings());
        settings.putAll(SandboxSettings.of(sandbox.oauthUrl().toString()));
        bridge = new BridgeProcess(directory, settings);
        bridge.startUntilReady();
        Portal portal = sandbox.createPortal(PortalSettingsBuilder.portal("portal0")
                .clientId("app.records")
                .clientSecret("of-the-sandbox")
                .autoCreate(true)
                .build());
        TokenPair tokens = portal.install();
        known.putAll(Map.of(
                "portal", portal.memberId(),
                "endpoint", portal.clientEndpoint().toString(),
                "accessToken", tokens.accessToken(),
                "refreshToken", tokens.refreshToken(),
                "expiresAt", tokens.expiresAt().toString(),
                "applicationToken", tokens.applicationToken()));
    }

    @AfterEach
    void endAll() {
        try (sandbox;
                database;
                BridgeProcess process = bridge) {
            // closed in the reverse order, whatever happens
        }
    }

    @Test
    void shouldAnswerEachCallAsRecorded() throws IOException {
        List<RecordedAnswer> answers = new ArrayList<>();
        for (RecordedCall call : RecordedCall.all()) {
            HttpResponse<String> answer = answer(call);
            answers.add(RecordedAnswer.of(call, answer, this::named));
            call.keep()
                    .forEach((name, place) ->
                            known.put(name, path(json(answer).at(place).asText())));
        }

        GeneratedPage.assertCurrent(RecordedAnswer.ANSWERS, RecordedAnswer.written(answers));
    }

    private HttpResponse<String> answer(RecordedCall call) throws IOException {
        if (call.about() != null) {
            setFaults(call.about());
        }
        if (call.until().isEmpty()) {
            return send(call);
        }
        return await(call.call())
                .atMost(SOON)
                .until(
                        () -> send(call),
                        answer -> call.until().entrySet().stream()
                                .allMatch(place ->
                                        json(answer).at(place.getKey()).asText().matches(place.getValue())));
    }

    private HttpResponse<String> send(RecordedCall call) throws IOException {
        String token = call.as() == null ? OwnServer.ADMIN_TOKEN : filled(call.as());
        URI address = bridge.address(filled(call.address()));
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", call.type(), "User-Agent", "records"));
        if (!token.equals(NOBODY) && address.getPath().startsWith("/api/")) {
            headers.put("Authorization", "Bearer " + token);
        }
        return http.send(call.method(), address, headers, call.content(this::filled));
    }

    private void setFaults(JsonNode faults) throws IOException {
        URI place = URI.create(sandbox.controlUrl() + "portals/" + known.get("portal") + "/faults");
        HttpResponse<String> answer = http.send(
                "PUT",
                place,
                Map.of(),
                new JsonArray(faults.toString()).toBuffer().getBytes());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> each : known.entrySet()) {
            filled = filled.replace("${" + each.getKey() + "}", each.getValue());
        }
        return filled;
    }

    /** The longest first, since one may be within another. */
    private String named(String text) {
        List<Map.Entry<String, String>> longestFirst = known.entrySet().stream()
                .filter(each -> each.getValue().length() > MAY_STAND_FOR_ANYTHING)
                .sorted(Comparator.comparingInt(each -> -each.getValue().length()))
                .toList();
        String named = text;
        for (Map.Entry<String, String> each : longestFirst) {
            named = named.replace(each.getValue(), "${" + each.getKey() + "}");
        }
        return named;
    }

    private static String path(String value) {
        return value.startsWith("https://bridge.example/") ? URI.create(value).getPath() : value;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return new ObjectMapper().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer.body(), e);
        }
    }
}
