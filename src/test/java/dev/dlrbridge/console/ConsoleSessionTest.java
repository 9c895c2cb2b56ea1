package dev.dlrbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a session begins and ends, and what it opens. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ConsoleSessionTest {

    @Test
    void shouldBeginASessionThatNoScriptAndNoOtherSiteCanUse() {
        // when
        Response answer = Session.begin(DatabaseResource.VIEWER_TOKEN);

        // then
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).endsWith("/console");
        Cookie cookie = answer.detailedCookie(Session.COOKIE);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/console");
        assertThat(cookie.getMaxAge()).isEqualTo(8 * 60 * 60);
        assertThat(cookie.isSecured()).isFalse();
        assertThat(cookie.getValue()).doesNotContain(DatabaseResource.VIEWER_TOKEN);
    }

    @Test
    void shouldGiveTheCookieToEncryptedConnectionsOnlyWhereThereAreSuch() {
        // when
        Response answer = Session.nobody()
                .header("X-Forwarded-Proto", "https")
                .formParam("token", DatabaseResource.VIEWER_TOKEN)
                .post("/login");

        // then
        assertThat(answer.detailedCookie(Session.COOKIE).isSecured()).isTrue();
    }

    @Test
    void shouldNotBeginASessionForAWrongToken() {
        // when
        Response answer = Session.begin("wrong" + Tenant.newId());

        // then
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.detailedCookie(Session.COOKIE)).isNull();
        assertThat(answer.asString()).contains("This token is not valid");
    }

    @Test
    void shouldNotBeginASessionByAFormOfAnotherSite() {
        for (String site : List.of("cross-site", "same-site")) {
            // when
            Response answer = Session.nobody()
                    .header("Sec-Fetch-Site", site)
                    .formParam("token", DatabaseResource.VIEWER_TOKEN)
                    .post("/login");

            // then
            assertThat(answer.statusCode()).as(site).isEqualTo(403);
            assertThat(answer.detailedCookie(Session.COOKIE)).as(site).isNull();
        }
        assertThat(Session.nobody()
                        .header("Sec-Fetch-Site", "same-origin")
                        .formParam("token", DatabaseResource.VIEWER_TOKEN)
                        .post("/login")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void shouldLeadToThePageThatWasAskedForAndToNoOtherSite() {
        assertThat(Session.nobody().get("/quarantine?gateway=kannel").header("Location"))
                .endsWith("/console/login?to=%2Fconsole%2Fquarantine%3Fgateway%3Dkannel");
        for (String elsewhere :
                List.of("https://evil.example/", "//evil.example", "/consoles", "/api/v1/tokens", "\\evil")) {
            // when
            Response answer = Session.nobody()
                    .formParam("token", DatabaseResource.VIEWER_TOKEN)
                    .formParam("to", elsewhere)
                    .post("/login");

            // then
            assertThat(answer.header("Location")).as(elsewhere).endsWith("/console");
        }
    }

    @Test
    void shouldEndASessionWithItsToken() {
        // given
        String name = "console." + Tenant.newId();
        String token = Bridge.admin()
                .body(Map.of("name", name, "role", "viewer"))
                .post("/tokens")
                .path("token");
        Session session = Session.of(token);
        assertThat(session.get("/gateways").statusCode()).isEqualTo(200);

        // when
        Bridge.admin().delete("/tokens/" + name).then().statusCode(204);

        // then
        assertThat(session.get("/gateways").statusCode()).isEqualTo(303);
    }

    @Test
    void shouldForgetTheCookieAtLogOut() {
        // when
        Response answer = Session.of(DatabaseResource.VIEWER_TOKEN).post("/logout", Map.of());

        // then
        assertThat(answer.header("Location")).endsWith("/console/login");
        assertThat(answer.detailedCookie(Session.COOKIE).getMaxAge()).isZero();
    }

    @Test
    void shouldOpenTheConsoleBySessionsOnlyAndTheApiByTokensOnly() {
        // given
        Session session = Session.of(DatabaseResource.ADMIN_TOKEN);

        // then
        assertThat(session.request().basePath("/api/v1").get("/tokens").statusCode())
                .isEqualTo(401);
        assertThat(Session.nobody()
                        .header("Authorization", "Bearer " + DatabaseResource.ADMIN_TOKEN)
                        .get("/tokens")
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void shouldNotBeThereWhereGatewaysCall() {
        for (String path : List.of("/console", "/console/login", "/console/assets/console.css")) {
            assertThat(Session.nobody()
                            .baseUri(Bridge.outside("").toString())
                            .basePath("")
                            .get(path)
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldServeItsFilesAndNoOthers() {
        for (String file : List.of("pico.css", "console.css", "htmx.js", "console.js", "icon.svg")) {
            assertThat(Session.nobody().get("/assets/" + file).statusCode()).isEqualTo(200);
        }
        for (String file : List.of("pico.min.css", "", "..", "%2e%2e/openapi.json", "console.js/x")) {
            assertThat(Session.nobody()
                            .urlEncodingEnabled(false)
                            .get("/assets/" + file)
                            .statusCode())
                    .as(file)
                    .isIn(400, 404);
        }
        assertThat(Session.nobody()
                        .basePath("")
                        .get("/webjars/htmx.org/2.0.7/dist/htmx.min.js")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void shouldForbidBrowsersWhateverPagesDoNotNeed() {
        // when
        Response page = Session.of(DatabaseResource.VIEWER_TOKEN).get("/gateways");

        // then
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.asString()).doesNotContain("<script>", "style=", "onclick", "http://", "javascript:");
    }

    @Test
    void shouldShowWhoIsLimitedToAnApplicationNothingOfAnother() {
        // given
        Tenant own = Tenant.create();
        Tenant other = Tenant.create();
        String token = Bridge.admin()
                .body(Map.of(
                        "name", "console." + Tenant.newId(), "role", "admin", "applications", List.of(own.clientId())))
                .post("/tokens")
                .path("token");
        Session session = Session.of(token);
        Tenant.Callback channel = other.channel("kannel");

        // then
        assertThat(session.get(own.path()).statusCode()).isEqualTo(200);
        for (String path : List.of(
                other.path(),
                other.path() + "/messages",
                "/channels/" + channel.channelId(),
                "/channels/" + channel.channelId() + "/live",
                "/channels/" + channel.channelId() + "/live/events")) {
            assertThat(session.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(session.post(other.path() + "/park", Map.of()).statusCode()).isEqualTo(404);
        assertThat(session.get("/audit").statusCode()).isEqualTo(403);
        assertThat(session.get("/tokens").statusCode()).isEqualTo(403);
        assertThat(session.get("").statusCode()).isEqualTo(303);
        assertThat(session.get("/applications").asString()).doesNotContain(other.clientId());
        assertThat(session.post("/logout", Map.of()).statusCode()).isEqualTo(303);
    }
}
