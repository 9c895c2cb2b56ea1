package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be changed of a channel that is in use. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ChannelChangesTest {
    private static Tenant tenant;

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
    }

    @Test
    void shouldMergeAChangeIntoWhatThereIs() {
        // given
        String path = path(tenant.channel(
                "smsc", Map.of("controlPhrase", "a"), Map.of("timeZone", "Europe/Moscow", "confirm", "never")));

        // when
        Bridge.admin().body("""
                        {"secrets":{"controlPhrase":["b","a"]},"settings":{"timeZone":null,"onBadSignature":"quarantine"},
                         "messageIdPattern":"order-\\\\d{1,9}"}""").patch(path).then().statusCode(200);

        // then
        Bridge.admin()
                .get(path)
                .then()
                .body("senderCode", equalTo("sender1"))
                .body("secrets", equalTo(List.of("controlPhrase")))
                .body("settings", equalTo(Map.of("confirm", "never", "onBadSignature", "quarantine")))
                .body("messageIdPattern", equalTo("order-\\d{1,9}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"senderCode\":\"has space\"} | senderCode",
                "{\"secrets\":{\"authToken\":null}} | secrets.authToken",
                "{\"secrets\":{\"authToken\":\" \"}} | secrets.authToken.values",
                "{\"secrets\":{\"authToken\":{}}} | secrets.authToken",
                "{\"secrets\":{\"other\":\"marked\"}} | secrets.other",
                "{\"settings\":{\"onBadSignature\":\"marked\"}} | settings.onBadSignature",
                "{\"settings\":{\"other\":\"marked\"}} | settings.other",
                "{\"messageIdPattern\":\"(a+)+\"} | messageIdPattern",
                "{\"messageIdPattern\":\"[z-a]\"} | messageIdPattern",
                "{\"messageIdPattern\":\"\\\\w{1,99}\\\\w{1,99}\\\\w{1,99}\"} | messageIdPattern",
                "null | body"
            })
    void shouldNameTheFieldThatWouldBeWrong(String body, String field) {
        // given
        String path = path(tenant.channel("twilio", Map.of("authToken", "t")));
        String before = Bridge.admin().get(path).asString();

        // when
        ValidatableResponse answer = Bridge.admin().body(body).patch(path).then();

        // then
        assertThat(assertProblem(answer, Problem.INVALID)).containsExactly(field);
        assertThat(answer.extract().asString()).doesNotContain("marked");
        assertThat(Bridge.admin().get(path).asString()).isEqualTo(before);
    }

    @Test
    void shouldRefuseAChangeOfWhatSomebodyElseHasChangedMeanwhile() {
        // given
        String path = path(tenant.channel("kannel"));
        String seen = Bridge.admin().get(path).getHeader("ETag");
        String changed = Bridge.admin()
                .header("If-Match", seen)
                .body(Map.of("senderCode", "mine"))
                .patch(path)
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");

        // when
        ValidatableResponse late = Bridge.admin()
                .header("If-Match", seen)
                .body(Map.of("senderCode", "late"))
                .patch(path)
                .then();

        // then
        assertProblem(late, Problem.CHANGED_MEANWHILE);
        assertThat(changed).isNotEqualTo(seen);
        Bridge.admin().get(path).then().body("senderCode", equalTo("mine")).header("ETag", changed);
    }

    @Test
    void shouldRefuseAChangeOfATenantThatSomebodyElseHasChangedMeanwhile() {
        // given
        Tenant other = Tenant.create();
        String application = "/applications/" + other.clientId();
        Map<String, String> change = Map.of("clientSecret", other.clientSecret(), "title", "Changed");
        String seenApplication = Bridge.admin().get(application).getHeader("ETag");
        String seenPortal = Bridge.admin().get(other.path()).getHeader("ETag");

        // when
        int first = put(application, seenApplication, change);
        int late = put(application, seenApplication, change);
        int firstPortal = put(other.unproved(), seenPortal, other.portalRequest());
        int latePortal = put(other.unproved(), seenPortal, other.portalRequest());

        // then
        assertThat(List.of(first, late, firstPortal, latePortal)).containsExactly(200, 412, 200, 412);
        assertThat(put("/applications/app." + Tenant.newId(), "\"1\"", change)).isEqualTo(412);
    }

    @Test
    void shouldTakeBothKeysDuringTheGracePeriod() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String report = "/" + Tenant.newId() + "?type=1&fid=f";

        // when
        ValidatableResponse rotated =
                Bridge.admin().post(path(channel) + "/rotate-key").then();
        URI fresh = URI.create(rotated.extract().path("callbackUrl"));

        // then
        rotated.statusCode(200).body("previousKeyUntil", notNullValue());
        assertThat(fresh).isNotEqualTo(channel.url());
        assertThat(Bridge.get(fresh.getRawPath() + report).statusCode()).isEqualTo(200);
        assertThat(Bridge.get(channel.path() + report).statusCode()).isEqualTo(200);
    }

    @Test
    void shouldRefuseTheOldKeyWithoutAGracePeriod() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String report = "/" + Tenant.newId() + "?type=1&fid=f";
        Bridge.get(channel.path() + report);

        // when
        String fresh = Bridge.admin()
                .body(Map.of("gracePeriod", "PT0S"))
                .post(path(channel) + "/rotate-key")
                .path("callbackUrl");

        // then
        assertThat(Bridge.get(channel.path() + report).statusCode()).isEqualTo(404);
        assertThat(Bridge.get(URI.create(fresh).getRawPath() + report).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"PT-1S", "P91D", "week"})
    void shouldRefuseAGracePeriodThatIsNone(String period) {
        ValidatableResponse answer = Bridge.admin()
                .body(Map.of("gracePeriod", period))
                .post(path(tenant.channel("kannel")) + "/rotate-key")
                .then();

        assertThat(assertProblem(answer, Problem.INVALID)).containsExactly("gracePeriod");
    }

    @Test
    void shouldRevealTheCallbackUrl() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");

        // when, then
        Bridge.admin()
                .post(path(channel) + "/reveal")
                .then()
                .statusCode(200)
                .body("callbackUrl", equalTo(channel.url().toString()));
    }

    @Test
    void shouldListChannelsPageByPageAndByGateway() {
        // given
        Tenant other = Tenant.create();
        for (String gateway : List.of("kannel", "jasmin", "kannel")) {
            other.channel(gateway);
        }

        // when
        var first = Bridge.admin()
                .queryParam("limit", 2)
                .get(other.path() + "/channels")
                .jsonPath();
        var second = Bridge.admin()
                .queryParam("after", first.getString("after"))
                .get(other.path() + "/channels")
                .jsonPath();

        // then
        assertThat(first.getList("items")).hasSize(2);
        assertThat(second.getList("items")).hasSize(1).doesNotContainAnyElementsOf(first.getList("items"));
        assertThat(Bridge.admin()
                        .queryParam("gateway", "kannel")
                        .get(other.path() + "/channels")
                        .jsonPath()
                        .getList("items"))
                .hasSize(2);
    }

    private static int put(String path, String seen, Object body) {
        return Bridge.admin().header("If-Match", seen).body(body).put(path).statusCode();
    }

    private static String path(Tenant.Callback channel) {
        return "/channels/" + channel.channelId();
    }
}
