package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications and portals. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class TenantsApiTest {

    @Test
    void shouldKeepAnApplicationWithoutShowingItsSecret() {
        // given
        String clientId = "app." + Tenant.newId();

        // when
        Bridge.admin()
                .body(Map.of("clientSecret", "marked", "title", "First"))
                .put("/applications/" + clientId)
                .then()
                .statusCode(200)
                .body("clientId", equalTo(clientId))
                .body("title", equalTo("First"))
                .body("clientSecret", nullValue());
        Bridge.admin()
                .body(Map.of("clientSecret", "marked", "title", "Second"))
                .put("/applications/" + clientId)
                .then()
                .statusCode(200);

        // then
        Bridge.admin()
                .queryParam("after", justBefore(clientId))
                .get("/applications")
                .then()
                .statusCode(200)
                .body("items.find { it.clientId == '" + clientId + "' }.title", equalTo("Second"))
                .body("items.clientSecret", not(hasItem(notNullValue())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | clientSecret,title",
                "{\"clientSecret\":\"x\"} | title",
                "{\"clientSecret\":\"\",\"title\":\"x\"} | clientSecret",
                "{\"clientSecret\":\"  \",\"title\":null} | clientSecret,title",
                "null | body",
                "'' | body"
            })
    void shouldNameTheFieldsOfAnApplicationThatAreMissing(String body, String fields) {
        List<String> named = assertProblem(
                Bridge.admin().body(body).put("/applications/app.refused").then(), Problem.INVALID);

        assertThat(named).containsExactly(fields.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "\"text\"",
                "17",
                "{\"clientSecret\":[\"marked\"],\"title\":\"x\"}",
                "{\"clientSecret\":{\"a\":\"marked\"},\"title\":\"x\"}",
                "{\"clientSecret\":\"marked\",\"title\":\"x\"",
                "{\"clientSecret\":\"marked\"marked"
            })
    void shouldRefuseABodyOfAnotherShapeWithoutRepeatingIt(String body) {
        // when
        var answer = Bridge.admin().body(body).put("/applications/app.refused").then();

        // then
        assertProblem(answer, Problem.INVALID);
        assertThat(answer.extract().asString()).doesNotContain("marked", "jackson", "Exception");
        Bridge.admin()
                .queryParam("after", justBefore("app.refused"))
                .get("/applications")
                .then()
                .body("items.clientId", not(hasItem("app.refused")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "\\u0000"})
    void shouldRefuseATitleThatCannotBeStored(String title) {
        assertThat(assertProblem(
                        Bridge.admin()
                                .body("{\"clientSecret\":\"x\",\"title\":\"" + title + "\"}")
                                .put("/applications/app.refused")
                                .then(),
                        Problem.INVALID))
                .containsExactly("title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%20", "a%20b", "%F0%9F%92%A9"})
    void shouldRefuseAClientIdThatBitrix24NeverGives(String clientId) {
        assertThat(assertProblem(
                        Bridge.admin()
                                .urlEncodingEnabled(false)
                                .body(Map.of("clientSecret", "x", "title", "x"))
                                .put("/applications/" + clientId)
                                .then(),
                        Problem.INVALID))
                .containsExactly("clientId");
    }

    @Test
    void shouldKeepAPortalWithoutShowingItsTokens() {
        // given
        Tenant tenant = Tenant.create();

        // when, then
        Bridge.admin()
                .get(tenant.path())
                .then()
                .statusCode(200)
                .body("memberId", equalTo(tenant.memberId()))
                .body("clientEndpoint", equalTo(tenant.portal().clientEndpoint().toString()))
                .body("state", equalTo("active"))
                .body("reason", nullValue())
                .body("accessToken", nullValue())
                .body("refreshToken", nullValue())
                .body("applicationToken", nullValue());
    }

    @Test
    void shouldForgetAPortalAndItsChannelsWhenItIsDeleted() {
        // given
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("kannel");

        // when
        Bridge.admin().delete(tenant.path()).then().statusCode(204);

        // then
        assertProblem(Bridge.admin().get(tenant.path()).then(), Problem.NOT_FOUND);
        assertProblem(Bridge.admin().delete(tenant.path()).then(), Problem.NOT_FOUND);
        assertProblem(Bridge.admin().get("/channels/" + channel.channelId()).then(), Problem.NOT_FOUND);
        assertThat(Bridge.get(channel.path() + "?type=1&fid=a").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "clientEndpoint | -",
                "clientEndpoint | ::not an address",
                "clientEndpoint | http://user:marked@127.0.0.1/rest/",
                "clientEndpoint | ftp://127.0.0.1/rest/",
                "clientEndpoint | rest/",
                "clientEndpoint | https://acme.bitrix24.de/rest/?a=b",
                "accessToken | -",
                "accessToken | ' '",
                "refreshToken | ''",
                "expiresAt | -",
                "expiresAt | tomorrow",
                "expiresAt | +999999999-12-31T23:59:59Z",
                "expiresAt | -999999999-12-31T23:59:59Z",
                "expiresAt | 99999999999999"
            })
    void shouldRefuseAPortalWithAFieldThatIsWrong(String field, String value) {
        // given
        Tenant tenant = Tenant.create();
        Map<String, Object> body = new HashMap<>(tenant.portalRequest());
        body.put(field, value != null && value.matches("\\d+") ? Long.valueOf(value) : value);

        // when
        var answer = Bridge.admin().body(body).put(tenant.path()).then();

        // then
        assertThat(assertProblem(answer, Problem.INVALID)).containsExactly(field);
        assertThat(answer.extract().asString()).doesNotContain("marked");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme.bitrix24.de                              | whole address",
                "acme.bitrix24.de/rest/                        | whole address",
                "acme.bitrix24.de:443                          | whole address",
                "https://acme.bitrix24.de                      | /rest/",
                "https://acme.bitrix24.de/                     | /rest/",
                "https://acme.bitrix24.de/marketplace/         | /rest/",
                "https://acme.bitrix24.de/rest/1/marked        | webhook",
                "https://acme.bitrix24.de/rest/1/marked/       | webhook",
                "https://acme.bitrix24.de/rest/17/marked/rest/ | webhook",
                "https://b24.example/office/rest/1/marked/     | webhook"
            })
    void shouldSayWhatIsWrongWithAnAddressThatIsNoPortals(String address, String reason) {
        // given
        Tenant tenant = Tenant.create();
        Map<String, Object> body = new HashMap<>(tenant.portalRequest());
        body.put("clientEndpoint", address);

        // when
        var answer = Bridge.admin().body(body).put(tenant.path()).then();

        // then
        assertThat(assertProblem(answer, Problem.INVALID)).containsExactly("clientEndpoint");
        assertThat(answer.extract().asString()).contains(reason).doesNotContain("marked");
    }

    @ParameterizedTest
    @CsvSource({
        "https://\u043f\u043e\u0440\u0442\u0430\u043b.\u0440\u0444/rest/, https://xn--80awhdgm.xn--p1ai/rest/",
        "https://m\u00fcller.example:8443/b24/rest/, https://xn--mller-kva.example:8443/b24/rest/"
    })
    void shouldTakeAHostInAnyScript(String address, String ascii) {
        // given
        Tenant tenant = Tenant.create();
        Map<String, Object> body = new HashMap<>(tenant.portalRequest());
        body.put("clientEndpoint", address);

        // when, then
        Bridge.admin().body(body).put(tenant.unproved()).then().statusCode(200).body("clientEndpoint", equalTo(ascii));
    }

    @Test
    void shouldRefuseAPortalOfAnUnknownApplication() {
        // given
        Tenant tenant = Tenant.inSandbox();

        // when, then
        assertProblem(
                Bridge.admin().body(tenant.portalRequest()).put(tenant.path()).then(), Problem.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a%2Fb", "%20"})
    void shouldRefuseAMemberIdThatBitrix24NeverGives(String memberId) {
        // given
        Tenant tenant = Tenant.create();

        // when
        var answer = Bridge.admin()
                .urlEncodingEnabled(false)
                .body(tenant.portalRequest())
                .put("/applications/" + tenant.clientId() + "/portals/" + memberId)
                .then();

        // then
        assertThat(answer.extract().statusCode()).isIn(400, 404);
    }

    @Test
    void shouldListAllPortalsPageByPage() {
        // given
        Tenant tenant = Tenant.create();
        String portals = "/applications/" + tenant.clientId() + "/portals";
        List<String> members = new ArrayList<>(List.of(tenant.memberId()));
        IntStream.range(0, 4).forEach(i -> {
            String member = Tenant.newId();
            members.add(member);
            Bridge.admin()
                    .body(tenant.portalRequest())
                    .put(portals + "/" + member + "?verify=false")
                    .then()
                    .statusCode(200);
        });

        // when
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        String after = null;
        do {
            JsonPath page = Bridge.admin()
                    .queryParams(after == null ? Map.of("limit", 2) : Map.of("limit", 2, "after", after))
                    .get(portals)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<String> items = page.getList("items.memberId");
            seen.addAll(items);
            sizes.add(items.size());
            after = page.getString("after");
        } while (after != null);

        // then
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(seen).isEqualTo(members.stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource({"limit, 0", "limit, 1001", "limit, -1", "limit, many", "after, %%%", "after, AA", "after, 4pSg4"})
    void shouldRefuseAPageThatIsNone(String parameter, String value) {
        // given
        Tenant tenant = Tenant.create();

        // when, then
        for (String list : List.of("/applications/" + tenant.clientId() + "/portals", tenant.path() + "/messages")) {
            assertThat(assertProblem(
                            Bridge.admin()
                                    .queryParam(parameter, value)
                                    .get(list)
                                    .then(),
                            Problem.INVALID))
                    .as(list)
                    .containsExactly(parameter);
        }
    }

    @Test
    void shouldShowTheCatalogueWithWhatAChannelNeeds() {
        Bridge.admin()
                .get("/gateways")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("kannel"))
                .body("items.find { it.name == 'twilio' }.secrets.name", equalTo(List.of("authToken", "sharedKey")))
                .body("items.find { it.name == 'twilio' }.secrets", hasSize(2))
                .body("items.find { it.name == 'kannel' }.sendSide", notNullValue())
                .body("items.find { it.name == 'smsc' }.settings.name", hasItem("timeZone"));
    }

    /** Other tests leave more applications than stand in one page. */
    private static String justBefore(String clientId) {
        byte[] key = clientId.substring(0, clientId.length() - 1).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }
}
