package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class MessagesApiTest {
    private Tenant tenant;
    private Tenant.Callback channel;

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create();
        channel = tenant.channel("kannel");
    }

    @Test
    void shouldShowAMessageWithItsHistory() {
        // given
        String id = tenant.message();
        Bridge.get(channel.path() + "/" + id + "?type=8&fid=f1&to=%2B4915112345678");
        Bridge.get(channel.path() + "/" + id + "?type=1&fid=f1&to=%2B4915112345678&ts=1780319382");

        // when, then
        await().untilAsserted(() -> Bridge.admin()
                .get(tenant.path() + "/messages/" + id)
                .then()
                .statusCode(200)
                .body("messageId", equalTo(id))
                .body("channelId", equalTo(channel.channelId().toString()))
                .body("reported", equalTo("delivered"))
                .body("forwarded", equalTo("delivered"))
                .body("state", equalTo("forwarded"))
                .body("attempts", equalTo(0))
                .body("lastError", nullValue())
                .body("reports.status", equalTo(List.of("sent", "delivered")))
                .body("reports[1].gatewayId", equalTo("f1"))
                .body("reports[1].eventTime", equalTo("2026-06-01T13:09:42Z")));
    }

    @Test
    void shouldListMessagesPageByPageAndByState() {
        // given
        List<String> ids = Stream.generate(tenant::message).limit(5).sorted().toList();
        ids.forEach(id -> Bridge.get(channel.path() + "/" + id + "?type=1&fid=f"));
        await().untilAsserted(
                        () -> assertThat(page(Map.of("state", "forwarded")).getList("items.messageId"))
                                .isEqualTo(ids));

        // when
        JsonPath first = page(Map.of("limit", 3));
        JsonPath second = page(Map.of("limit", 3, "after", first.getString("after")));

        // then
        List<String> seen = new ArrayList<>(first.getList("items.messageId"));
        seen.addAll(second.getList("items.messageId"));
        assertThat(seen).isEqualTo(ids);
        assertThat(second.getString("after")).isNull();
        assertThat(page(Map.of("state", "rejected")).getList("items")).isEmpty();
        assertThat(page(Map.of("limit", 5)).getString("after")).isNull();
    }

    @Test
    void shouldRefuseAStateThatIsNone() {
        assertThat(assertProblem(
                        Bridge.admin()
                                .queryParam("state", "lost")
                                .get(tenant.path() + "/messages")
                                .then(),
                        Problem.INVALID))
                .containsExactly("state");
    }

    @Test
    void shouldNotShowMessagesOfAnotherPortal() {
        // given
        String id = tenant.message();
        Bridge.get(channel.path() + "/" + id + "?type=1&fid=f");
        Tenant other = Tenant.create();

        // when, then
        assertProblem(Bridge.admin().get(other.path() + "/messages/" + id).then(), Problem.NOT_FOUND);
        Bridge.admin().get(other.path() + "/messages").then().statusCode(200).body("items", hasSize(0));
    }

    private JsonPath page(Map<String, ?> parameters) {
        return Bridge.admin()
                .queryParams(parameters)
                .get(tenant.path() + "/messages")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
