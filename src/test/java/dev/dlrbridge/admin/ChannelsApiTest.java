package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels: what creates one, and what is refused by the name of its field. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ChannelsApiTest {
    private static Tenant tenant;

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    @Test
    void shouldShowTheCallbackUrlOnlyWhenTheChannelIsCreated() {
        // when
        String id = Bridge.admin()
                .body("""
                        {"gateway":"smsc","senderCode":"provider-1","secrets":{"controlPhrase":"marked"},
                         "settings":{"timeZone":"Europe/Moscow"}}""")
                .post(tenant.path() + "/channels")
                .then()
                .statusCode(201)
                .body("callbackUrl", startsWith(DatabaseResource.PUBLIC_URL + "/dlr/smsc/"))
                .body("secrets", equalTo(List.of("controlPhrase")))
                .body("settings", equalTo(Map.of("timeZone", "Europe/Moscow")))
                .extract()
                .jsonPath()
                .getString("id");

        // then
        Bridge.admin()
                .get("/channels/" + id)
                .then()
                .statusCode(200)
                .body("gateway", equalTo("smsc"))
                .body("senderCode", equalTo("provider-1"))
                .body("messageIdPattern", equalTo("[0-9a-f]{32}"))
                .body("callbackUrl", nullValue());
        Bridge.admin()
                .get(tenant.path() + "/channels")
                .then()
                .statusCode(200)
                .body("items.find { it.id == '" + id + "' }.callbackUrl", nullValue())
                .body("items.find { it.id == '" + id + "' }.secrets", equalTo(List.of("controlPhrase")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | gateway,senderCode",
                "{\"gateway\":\"kannel\"} | senderCode",
                "{\"gateway\":\"unheard-of\",\"senderCode\":\"x\"} | gateway",
                "{\"gateway\":\"kannel\",\"senderCode\":\"has space\"} | senderCode",
                "{\"gateway\":\"kannel\",\"senderCode\":\"\"} | senderCode",
                "{\"gateway\":\"twilio\",\"senderCode\":\"x\"} | secrets.authToken",
                "{\"gateway\":\"twilio\",\"senderCode\":\"x\",\"secrets\":{}} | secrets.authToken",
                "{\"gateway\":\"twilio\",\"senderCode\":\"x\",\"secrets\":{\"authToken\":\"\"}} | secrets.authToken",
                "{\"gateway\":\"twilio\",\"senderCode\":\"x\",\"secrets\":{\"authToken\":\" \"}} | secrets.authToken",
                "{\"gateway\":\"twilio\",\"senderCode\":\"x\",\"secrets\":{\"authToken\":null}} | secrets.authToken",
                "{\"gateway\":\"kannel\",\"senderCode\":\"x\",\"secrets\":{\"a\":\"marked\"}} | secrets.a",
                "{\"gateway\":\"infobip\",\"senderCode\":\"x\",\"secrets\":{\"username\":\"u\"}} | secrets.password",
                "{\"gateway\":\"kannel\",\"senderCode\":\"x\",\"settings\":{\"a\":\"marked\"}} | settings.a",
                "{\"gateway\":\"smsc\",\"senderCode\":\"x\",\"secrets\":{\"controlPhrase\":\"p\"},"
                        + "\"settings\":{\"timeZone\":\"Moon/Sea\"}} | settings.timeZone",
                "{\"gateway\":\"smsc\",\"senderCode\":\"x\",\"secrets\":{\"controlPhrase\":\"p\"},"
                        + "\"settings\":{\"timeZone\":null}} | settings.timeZone",
                "{\"gateway\":\"kannel\",\"senderCode\":\"x\",\"settings\":{\"onBadSignature\":\"keep\"}}"
                        + " | settings.onBadSignature",
                "null | body"
            })
    void shouldNameTheFieldsThatAreMissingOrWrong(String body, String fields) {
        // given
        int before = channelCount();

        // when
        var answer = Bridge.admin().body(body).post(tenant.path() + "/channels").then();

        // then
        assertThat(assertProblem(answer, Problem.INVALID)).containsExactly(fields.split(","));
        assertThat(answer.extract().asString()).doesNotContain("marked");
        assertThat(channelCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"gateway\":[\"kannel\"],\"senderCode\":\"marked\"}",
                "{\"gateway\":\"twilio\",\"senderCode\":\"x\",\"secrets\":\"marked\"}",
                "{\"gateway\":\"twilio\",\"senderCode\":\"x\",\"secrets\":{\"authToken\":[\"marked\"]}}",
                "{\"gateway\":\"twilio\",\"senderCode\":\"x\",\"secrets\":[\"marked\"]}"
            })
    void shouldRefuseABodyOfAnotherShapeWithoutRepeatingIt(String body) {
        var answer = Bridge.admin().body(body).post(tenant.path() + "/channels").then();

        assertProblem(answer, Problem.INVALID);
        assertThat(answer.extract().asString()).doesNotContain("marked", "Exception");
    }

    @Test
    void shouldRefuseABodyThatIsNoText() {
        // given what begins as UTF-32 does, and ends within a character
        byte[] body = {'d', 0, 0, 0, 'w'};

        // when
        HttpResponse<String> answer = Bridge.send(
                "POST",
                "/api/v1" + tenant.path() + "/channels",
                "application/json",
                body,
                "Authorization",
                "Bearer " + DatabaseResource.ADMIN_TOKEN);

        // then
        assertProblem(answer, Problem.INVALID);
    }

    @Test
    void shouldAnswer404ForAPortalThatIsNotKnown() {
        assertProblem(
                Bridge.admin()
                        .body(Map.of("gateway", "kannel", "senderCode", "x"))
                        .post("/applications/" + tenant.clientId() + "/portals/unknown/channels")
                        .then(),
                Problem.NOT_FOUND);
    }

    @Test
    void shouldDeleteAChannelOnce() {
        // given
        UUID id = tenant.channel("kannel").channelId();

        // when, then
        Bridge.admin().delete("/channels/" + id).then().statusCode(204);
        assertProblem(Bridge.admin().delete("/channels/" + id).then(), Problem.NOT_FOUND);
        assertProblem(Bridge.admin().get("/channels/" + id).then(), Problem.NOT_FOUND);
    }

    private static int channelCount() {
        return Bridge.admin()
                .get(tenant.path() + "/channels")
                .then()
                .extract()
                .jsonPath()
                .getList("items")
                .size();
    }
}
