package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhook endpoints as operators set them up. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class EndpointsApiTest {
    /** Nobody listens there. */
    private static final String URL = "https://127.0.0.1:1/hook";

    private Tenant tenant;
    private String path;

    @BeforeEach
    void makeTenant() {
        tenant = Tenant.create();
        path = "/applications/" + tenant.clientId() + "/endpoints";
    }

    @Test
    void shouldShowASecretOnceAndAnotherWhenItIsRotated() {
        String secret = put("main", URL, "portal.parked")
                .statusCode(200)
                .body("secret", startsWith("whsec_"))
                .body("state", equalTo("active"))
                .extract()
                .path("secret");

        put("main", URL, "portal.parked", "portal.resumed").statusCode(200).body("secret", nullValue());
        Bridge.admin()
                .get(path)
                .then()
                .body("items.secret", contains(nullValue()))
                .body("items.kinds[0]", contains("portal.parked", "portal.resumed"));
        Bridge.admin()
                .post(path + "/main/rotate-secret")
                .then()
                .statusCode(200)
                .body("secret", startsWith("whsec_"))
                .body("secret", not(equalTo(secret)));
    }

    @ParameterizedTest
    @CsvSource({
        "main, http://10.0.0.1/hook, portal.parked, url",
        "main, https://192.168.1.1/hook, portal.parked, url",
        "main, https://[::1]/hook, portal.parked, url",
        "main, ftp://example.com/hook, portal.parked, url",
        "main, https://user@example.com/hook, portal.parked, url",
        "main, not an address, portal.parked, url",
        "main, https://example.com/hook, portal.renamed, kinds",
        "main, https://example.com/hook, test, kinds",
        "Main, https://example.com/hook, portal.parked, name"
    })
    void shouldRefuseAnAddressOrAKindThatCannotBe(String name, String url, String kind, String field) {
        put(name, url, kind).statusCode(400).body("errors.field", contains(field));

        Bridge.admin().get(path).then().body("items", empty());
    }

    @Test
    void shouldTellOneEndpointOnlyOfRequestedMessages() {
        put("one", URL, "message.requested").statusCode(200);

        put("two", URL, "message.requested").statusCode(409);
        put("one", URL, "message.requested", "portal.parked").statusCode(200);
    }

    @Test
    void shouldHaveTenEndpointsAtMost() {
        for (int i = 0; i < 10; i++) {
            put("e" + i, URL, "portal.parked").statusCode(200);
        }

        put("e10", URL, "portal.parked").statusCode(409);
        put("e9", URL, "portal.resumed").statusCode(200);
    }

    @Test
    void shouldListATestAndSendItAgain() {
        // given
        put("main", URL, "portal.parked").statusCode(200);

        // when
        String event = Bridge.admin()
                .post(path + "/main/test")
                .then()
                .statusCode(202)
                .extract()
                .path("eventId");

        // then
        await().untilAsserted(() -> Bridge.admin()
                .get(path + "/main/deliveries")
                .then()
                .body("items.id", contains(event))
                .body("items.type", contains("test"))
                .body("items.outcome", contains("waiting"))
                .body("items.attempts", contains(1))
                .body("items.status", contains(0)));
        again(Map.of("eventId", event)).statusCode(404);
        again(Map.of("since", "2026-01-01T00:00:00Z")).statusCode(202).body("events", equalTo(0));
        again(Map.of()).statusCode(400);
        again(Map.of("eventId", event, "since", "2026-01-01T00:00:00Z")).statusCode(400);
        again(Map.of("eventId", "1-1-1-1-1")).statusCode(400);
    }

    @Test
    void shouldRefuseToTestAnEndpointThatIsOff() {
        Bridge.admin()
                .body(Map.of("url", URL, "kinds", List.of("portal.parked"), "active", false))
                .put(path + "/main")
                .then()
                .statusCode(200)
                .body("state", equalTo("off"));

        Bridge.admin().post(path + "/main/test").then().statusCode(409);
    }

    @Test
    void shouldForgetADeletedEndpointWithItsEvents() {
        put("main", URL, "portal.parked").statusCode(200);
        Bridge.admin().post(path + "/main/test").then().statusCode(202);

        Bridge.admin().delete(path + "/main").then().statusCode(204);

        Bridge.admin().delete(path + "/main").then().statusCode(404);
        Bridge.admin().get(path + "/main").then().statusCode(404);
        put("main", URL, "portal.parked").statusCode(200).body("waiting", equalTo(0));
        Bridge.admin().get(path + "/main/deliveries").then().body("items", hasSize(0));
    }

    @Test
    void shouldKnowNoEndpointOfAnUnknownApplication() {
        String unknown = "/applications/app." + UUID.randomUUID() + "/endpoints";

        assertThat(Bridge.admin().get(unknown).statusCode()).isEqualTo(404);
        assertThat(Bridge.admin()
                        .body(Map.of("url", URL, "kinds", List.of("portal.parked")))
                        .put(unknown + "/main")
                        .statusCode())
                .isEqualTo(404);
    }

    private ValidatableResponse put(String name, String url, String... kinds) {
        return Bridge.admin()
                .body(Map.of("url", url, "kinds", List.of(kinds)))
                .put(path + "/" + name)
                .then();
    }

    private ValidatableResponse again(Map<String, String> which) {
        return Bridge.admin().body(which).post(path + "/main/redeliver").then();
    }
}
