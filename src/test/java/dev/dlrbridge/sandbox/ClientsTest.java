package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dlrbridge.sandbox.event.OpenedPage;
import dev.dlrbridge.sandbox.portal.Endpoint;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import dev.dlrbridge.testing.Programs;
import dev.dlrbridge.testing.Sdk;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that are written for Bitrix24 take the sandbox for it, over TLS, by its authority's certificate alone. */
class ClientsTest extends SandboxTestBase {
    private static final String SCOPE = "messageservice,user_brief";

    @TempDir
    Path directory;

    @BeforeEach
    void startWithTls() {
        sandbox.close();
        // The programs look at the machine's time.
        sandbox = Sandbox.start(SandboxOptions.defaults().withTls(0).withState(directory.resolve("sandbox.json")));
        open(PortalSettingsBuilder.portal(MEMBER)
                .address("127.0.4.2")
                .endpoint(Endpoint.HTTPS)
                .scope(SCOPE));
        control("PUT", "portals/" + MEMBER + "/messages/" + ID, "{}");
    }

    @Test
    void shouldServeBitrix24sOwnClientForNode() throws IOException, InterruptedException {
        Path sdk = Sdk.require();

        JsonNode said = JSON.readTree(run(
                JSON.writeValueAsString(Map.of(
                        "webhook", portal.webhookEndpoint(),
                        "expire", sandbox.controlUrl().resolve("portals/" + MEMBER + "/expire-tokens"),
                        "message", ID,
                        "secret", Map.of("clientId", "app.sandbox", "clientSecret", "sandbox-secret"),
                        "authorisation", authorisation())),
                Map.of(
                        "SDK", sdk.toString(),
                        "NODE_EXTRA_CA_CERTS", sandbox.authority().orElseThrow().toString()),
                "node",
                Path.of("src/test/sdk/client.mjs").toAbsolutePath().toString()));

        assertThat(said.at("/hook/ID").asText()).isEqualTo("1");
        assertThat(said.path("scope")).hasToString("[\"messageservice\",\"user_brief\"]");
        assertThat(said.path("sender").asBoolean()).isTrue();
        assertThat(said.path("senders")).hasToString("[\"sdk\"]");
        assertThat(said.at("/batch/second/isAvailable").asBoolean()).isTrue();
        assertThat(said.path("afterExpiry").asBoolean()).isTrue();
        assertThat(said.path("renewed").asInt()).isEqualTo(1);
        assertThat(status().word()).isEqualTo("delivered");
    }

    private Map<String, Object> authorisation() {
        Map<String, Object> authorisation = new HashMap<>(Map.of(
                "applicationToken",
                tokens.applicationToken(),
                "userId",
                1,
                "memberId",
                MEMBER,
                "accessToken",
                tokens.accessToken(),
                "refreshToken",
                tokens.refreshToken(),
                "expires",
                tokens.expiresAt().getEpochSecond(),
                "expiresIn",
                3600,
                "scope",
                SCOPE,
                "domain",
                portal.clientEndpoint().getAuthority(),
                "status",
                "L"));
        authorisation.put("clientEndpoint", portal.clientEndpoint());
        authorisation.put("serverEndpoint", sandbox.secureUrl().orElseThrow().resolve("/rest/"));
        return authorisation;
    }

    @Test
    void shouldServeWhatIsWrittenAsCRestIs() throws IOException, InterruptedException {
        assumeTrue(Programs.isOnPath("php"), "There is no php here: CRest's way of calling is not tried");
        assumeTrue(
                run("", Map.of(), "php", "-m").contains("curl"),
                "php has no curl here (package php-curl): CRest's way of calling is not tried");
        var opened = sandbox.callbacks().frame(portal, new OpenedPage("https://app.example/", 1, true, null));
        Map<String, Object> request = new HashMap<>(opened.fields());
        request.put("DOMAIN", portal.clientEndpoint().getAuthority());

        JsonNode first = JSON.readTree(crest(Map.of("REQUEST", JSON.writeValueAsString(request))));

        assertThat(first.at("/user/result/ID").asText()).isEqualTo("1");
        assertThat(first.at("/app/result/CODE").asText()).isEqualTo("app.sandbox");
        assertThat(first.at("/batch/result/result/update").asBoolean()).isTrue();
        assertThat(status().word()).isEqualTo("delivered");

        portal.expireAccessTokens();
        JsonNode second = JSON.readTree(crest(Map.of()));

        assertThat(second.at("/user/result/ID").asText()).isEqualTo("1");
        assertThat(portal.statistics().refreshes()).isEqualTo(1);
    }

    private String crest(Map<String, String> environment) throws IOException, InterruptedException {
        URI oauth = sandbox.secureUrl().orElseThrow().resolve("/oauth/token/");
        Map<String, String> all = new HashMap<>(Map.of(
                "OAUTH_URL",
                oauth.toString(),
                "CLIENT_ID",
                "app.sandbox",
                "CLIENT_SECRET",
                "sandbox-secret",
                "MESSAGE",
                ID));
        all.putAll(environment);
        return run(
                "",
                all,
                "php",
                "-d",
                "curl.cainfo=" + sandbox.authority().orElseThrow(),
                Path.of("src/test/sdk/crest.php").toAbsolutePath().toString());
    }

    private String run(String input, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).directory(directory.toFile());
        builder.environment().putAll(environment);
        Process process =
                builder.redirectError(directory.resolve("errors").toFile()).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(said + Files.readString(directory.resolve("errors")))
                .isZero();
        return said;
    }
}
