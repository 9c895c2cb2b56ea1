package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what everyone is told whose request leads nowhere. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class AdminAccessTest {
    private static final String BEARER = "Bearer " + DatabaseResource.ADMIN_TOKEN;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer wrong",
                "Bearer  test-administration-token-0123456789",
                "Bearer test-administration-token-012345678",
                "Basic dGVzdDp0ZXN0",
                "test-administration-token-0123456789"
            })
    void shouldRefuseEveryOtherToken(String header) {
        assertThat(statusWithout(header, "/api/v1/gateways")).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/gateways",
                "//api/v1/gateways",
                "/api//v1/gateways",
                "/./api/v1/gateways",
                "/x/../api/v1/gateways",
                "/%61pi/v1/gateways",
                "/api/v1/gateways/",
                "/api/v1/gateways;a=b",
                "/;a=b/api/v1/gateways",
                "/api;a=b/v1/gateways",
                "/api/v1/applications",
                "//api/v1/applications",
                "/api/v1/nothing"
            })
    void shouldLetNobodyInWithoutTheTokenHoweverThePathIsWritten(String path) {
        // when
        HttpResponse<String> inside =
                Bridge.send(HttpRequest.newBuilder(Bridge.inside(path)).build());
        HttpResponse<String> outside =
                Bridge.send(HttpRequest.newBuilder(Bridge.outside(path)).build());

        // then
        assertThat(inside.statusCode()).isIn(400, 401, 404);
        assertThat(outside.statusCode()).isIn(400, 404);
        assertThat(inside.body() + outside.body()).doesNotContain("items");
    }

    @Test
    void shouldNameTheSchemeWhenTheTokenIsMissing() {
        // when
        HttpResponse<String> answer = Bridge.get("/api/v1/gateways");

        // then
        assertProblem(answer, Problem.UNAUTHORIZED);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @ParameterizedTest
    @CsvSource({"PUT", "POST", "DELETE", "PATCH"})
    void shouldRefuseToChangeAnythingWithoutTheToken(String method) {
        assertProblem(
                Bridge.send(method, "/api/v1/applications/app", "application/json", "{".getBytes()),
                Problem.UNAUTHORIZED);
    }

    @Test
    void shouldLetNoPageOfAnotherSiteIn() {
        // when
        HttpResponse<String> answer = Bridge.send(
                "OPTIONS",
                "/api/v1/applications/app",
                null,
                new byte[0],
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "PUT");

        // then
        assertThat(answer.headers().map().keySet())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
    }

    @Test
    void shouldTakeTheSchemeInAnyCase() {
        RestAssured.given()
                .header("Authorization", BEARER.replace("Bearer", "bEARER"))
                .get(Bridge.uri("/api/v1/gateways"))
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api/v1",
                "/api",
                "/api/v2/gateways",
                "/api/v1/channels/no-uuid",
                "/api/v1/channels/00000000-0000-0000-0000-000000000000",
                "/api/v1/channels/00000000-0000-0000-0000-000000000000/correlations/x",
                "/api/v1/applications/unknown/portals",
                "/api/v1/applications/unknown/portals/unknown",
                "/api/v1/applications/unknown/portals/unknown/channels",
                "/api/v1/applications/unknown/portals/unknown/messages",
                "/api/v1/applications/unknown/portals/unknown/messages/unknown",
                "/api/v1/applications/%F0%9F%92%A9/portals/%D0%9F"
            })
    void shouldAnswer404ForWhatDoesNotExist(String path) {
        assertProblem(Bridge.send("GET", path, null, new byte[0], "Authorization", BEARER), Problem.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/applications/a%00b/portals",
                "/api/v1/applications/unknown/portals/a%00b",
                "/api/v1/applications/unknown/portals/unknown/messages/a%00b",
                "/api/v1/applications/unknown/portals/%FF",
                "/api/v1/applications/a%2fb",
                "/api/v1/applications/a;b",
                "/api/v1/applications/%2e%2e/gateways"
            })
    void shouldRefuseAPathThatMayBeReadAsAnotherEvenWithTheToken(String path) {
        assertProblem(Bridge.send("GET", path, null, new byte[0], "Authorization", BEARER), Problem.AMBIGUOUS_PATH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/gateways", "/api", "/", "/q/health", "/console", "/demo/messages", "/dlr", "/dlrx/a"})
    void shouldServeNothingButCallbacksOnTheOutsidePortEvenWithTheToken(String path) {
        assertProblem(
                Bridge.send(HttpRequest.newBuilder(Bridge.outside(path))
                        .header("Authorization", BEARER)
                        .build()),
                Problem.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dlr/kannel/key", "/bitrix24/events/app", "/", "/q/health", "/demo/messages", "/apix"})
    void shouldServeNothingButAdministrationOnTheInsidePort(String path) {
        assertProblem(
                Bridge.send(HttpRequest.newBuilder(Bridge.inside(path))
                        .header("Authorization", BEARER)
                        .build()),
                Problem.NOT_FOUND);
    }

    @Test
    void shouldAnswer404ForMessagesThatCannotExist() {
        // given
        String path = "/api/v1" + Tenant.create().path() + "/messages/";

        // then
        assertProblem(
                Bridge.send("GET", path + Tenant.newId(), null, new byte[0], "Authorization", BEARER),
                Problem.NOT_FOUND);
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/v1/gateways",
        "POST, /api/v1/applications",
        "DELETE, /api/v1/applications/app",
        "PUT, /api/v1/channels/00000000-0000-0000-0000-000000000000",
        "GET, /api/v1/channels/00000000-0000-0000-0000-000000000000/correlations"
    })
    void shouldAnswer405ForAnotherMethod(String method, String path) {
        assertProblem(
                Bridge.send(method, path, "application/json", "{}".getBytes(), "Authorization", BEARER),
                Problem.METHOD_NOT_ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void shouldAnswer415ForAnotherMediaType(String mediaType) {
        assertProblem(
                Bridge.send("PUT", "/api/v1/applications/app", mediaType, "{}".getBytes(), "Authorization", BEARER),
                Problem.MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "\"", "x", ",,,"})
    void shouldNotFailWhenTheCallerWantsAnotherMediaTypeBackOrNobodyKnowsWhich(String accepted) {
        // when
        HttpResponse<String> answer = Bridge.send(
                "GET",
                "/api/v1/channels/" + UUID.randomUUID(),
                null,
                new byte[0],
                "Authorization",
                BEARER,
                "Accept",
                accepted);

        // then
        assertThat(answer.statusCode()).isIn(404, 406);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static int statusWithout(String header, String path) {
        return Bridge.send("GET", path, null, new byte[0], "Authorization", header)
                .statusCode();
    }
}
