package dev.dlrbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the portal's page asks: pages in frames, and requests as they come. */
class FrameControlTest extends SandboxTestBase {
    private static final String FRAMES = "portals/" + MEMBER + "/frames";

    @Test
    void shouldOpenTheInstallerAndThenThePage() {
        register("\"installerUrl\":\"https://app.example/install\",\"pageUrl\":\"https://app.example/?a=1\"");
        control("PATCH", "portals/" + MEMBER, "{\"language\":\"ru\"}");

        var installer = json(control("POST", FRAMES, "{\"clientId\":\"app\",\"installer\":true}"));

        assertThat(installer.path("url").asText())
                .startsWith("https://app.example/install?")
                .contains("LANG=ru");
        assertThat(installer.path("fields").path("member_id").asText()).isEqualTo(MEMBER);
        assertThat(installer.path("init").path("INSTALL").asBoolean()).isTrue();
        assertThat(installer.path("name").asText())
                .isEqualTo("127.0.0.1:" + sandbox.port() + "|0|"
                        + installer.path("init").path("APP_SID").asText());

        control("POST", "portals/" + MEMBER + "/install-finish", "{\"clientId\":\"app\"}");
        var page = json(control("POST", FRAMES, "{\"clientId\":\"app\",\"userId\":9}"));

        assertThat(page.path("url").asText()).startsWith("https://app.example/?a=1&");
        assertThat(page.path("init").path("INSTALL").asBoolean()).isFalse();
        assertThat(page.path("init").path("IS_ADMIN").asBoolean()).isFalse();
        assertThat(application().path("finished").asBoolean()).isTrue();
    }

    @Test
    void shouldTellWhoeverHasBoundTheEventOfAFinishedInstallation() {
        register("\"installerUrl\":\"https://app.example/install\"");
        portal.eventHandlers.add("app\0ONAPPINSTALL " + sandbox.controlUrl().resolve("/told"));

        control("POST", "portals/" + MEMBER + "/install-finish", "{\"clientId\":\"app\"}");

        org.awaitility.Awaitility.await()
                .untilAsserted(() -> assertThat(requests("").toString()).contains("ONAPPINSTALL"));
    }

    @Test
    void shouldTellAnApplicationWithoutPagesWhereItsRegistrationSays() {
        register("\"eventsUrl\":\"" + sandbox.controlUrl().resolve("/told") + "\"");

        var told = control(
                "POST", "portals/" + MEMBER + "/app-events", "{\"event\":\"ONAPPINSTALL\",\"clientId\":\"app\"}");

        assertThat(told.body()).isEqualTo("{\"answers\":[404]}");
        assertThat(application().path("finished").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"clientId\":\"none\"} | 404",
                "{\"clientId\":\"app\"} | 409",
                "{\"clientId\":\"app\",\"installer\":true} | 409",
                "[] | 400",
            })
    void shouldOpenNothingThatIsNotThere(String body, int status) {
        register("\"title\":\"Without pages\"");

        assertThat(control("POST", FRAMES, body).statusCode()).isEqualTo(status);
    }

    @Test
    void shouldKeepTheSecretOfARegisteredApplication() {
        register("\"title\":\"Mine\"");

        assertThat(control("PUT", "portals/second", "{\"clientId\":\"app\"}").statusCode())
                .isEqualTo(200);

        assertThat(sandbox.oauth().application("app").orElseThrow().clientSecret())
                .isEqualTo("s3cr3t");
        assertThat(control("GET", "applications", "").body()).contains("Mine").doesNotContain("s3cr3t");
    }

    @Test
    void shouldShowRequestsWithoutTheirSecretsAndOnceMoreWhenTheyAreAnswered() {
        var before = requests("").path("last").asLong();
        call("profile", "auth=secret-token&A=b");
        send("POST", sandbox.oauthUrl(), FORM, "client_secret=hidden&refresh_token=gone");

        var news = requests("?after=" + before);

        assertThat(news.toString())
                .contains("\"name\":\"profile\"", "\"A\":\"b\"", "\"status\":200", "\"error\":\"invalid_request\"")
                .doesNotContain("secret-token", "hidden", "gone");
        assertThat(requests("?after=" + news.path("last").asLong()).path("items"))
                .isEmpty();
        assertThat(requests("?portal=" + MEMBER).path("items")).hasSize(1);
    }

    @Test
    void shouldKeepTheLast500Requests() {
        for (var i = 0; i < 510; i++) {
            call("profile", "N=" + i);
        }

        var items = requests("").path("items");

        assertThat(items).hasSize(500);
        assertThat(items.path(499).toString()).contains("\"N\":\"509\"");
    }

    @ParameterizedTest
    @CsvSource({"same-origin, 200", "none, 200", "cross-site, 403", "same-site, 403"})
    void shouldObeyNoPageOfElsewhere(String site, int status) {
        var uri = sandbox.controlUrl().resolve("portals");

        assertThat(send("GET", uri, "application/json", "", "Sec-Fetch-Site", site)
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/portal/" + MEMBER + ", text/html",
        "/assets/portal.js, text/javascript",
        "/assets/sandbox.css, text/css",
        "/api/v1/, text/javascript"
    })
    void shouldServeItsPages(String path, String type) {
        var page = send("GET", sandbox.controlUrl().resolve(path), FORM, "");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'")
                .doesNotContain("unsafe");
    }

    @ParameterizedTest
    @CsvSource({"/assets/none.css", "/assets/..%2Fapplication.css", "/api/v2/"})
    void shouldServeNothingElse(String path) {
        assertThat(send("GET", URI.create(sandbox.controlUrl().resolve("/") + path.substring(1)), FORM, "")
                        .statusCode())
                .isEqualTo(404);
    }

    private void register(String fields) {
        control("PUT", "applications/app", "{\"clientSecret\":\"s3cr3t\"," + fields + "}");
    }

    private JsonNode application() {
        return json(control("GET", "portals/" + MEMBER + "/applications", "")).path(0);
    }

    private JsonNode requests(String query) {
        return json(control("GET", "requests" + query, ""));
    }
}
