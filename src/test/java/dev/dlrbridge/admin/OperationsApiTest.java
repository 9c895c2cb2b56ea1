package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What keeps reports flowing: parking, retries, and attaching what has no message. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class OperationsApiTest {
    private final Rows rows;
    private Tenant tenant;
    private Tenant.Callback channel;

    OperationsApiTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create();
        channel = tenant.channel("kannel");
    }

    @Test
    void shouldHoldStatusesBackWhileThePortalIsParked() {
        // given
        String message = tenant.message();
        Bridge.admin().post(tenant.path() + "/park").then().statusCode(200).body("state", equalTo("parked"));
        Bridge.get(channel.path() + "/" + message + "?type=1&fid=f");

        // when
        JsonPath parked = Bridge.admin().get(tenant.path()).jsonPath();
        Bridge.admin().post(tenant.path() + "/resume").then().statusCode(200).body("state", equalTo("active"));

        // then
        assertThat(parked.getString("reason")).isEqualTo("OPERATOR");
        assertThat(parked.getLong("backlog")).isOne();
        await().untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("delivered"));
        await().untilAsserted(() -> Bridge.admin().get(tenant.path()).then().body("backlog", equalTo(0)));
    }

    @Test
    void shouldListPortalsByTheirState() {
        // given
        Bridge.admin().post(tenant.path() + "/park");
        String portals = "/applications/" + tenant.clientId() + "/portals";

        // when, then
        Bridge.admin()
                .queryParam("state", "parked")
                .get(portals)
                .then()
                .body("items.memberId", hasItem(tenant.memberId()));
        Bridge.admin().queryParam("state", "active").get(portals).then().body("items", equalTo(List.of()));
        assertThat(assertProblem(
                        Bridge.admin().queryParam("state", "lost").get(portals).then(), Problem.INVALID))
                .containsExactly("state");
    }

    @Test
    void shouldSendAMessageAgainThatWasGivenUp() {
        // given
        String message = rejected(tenant.message());

        // when
        Bridge.admin()
                .post(tenant.path() + "/messages/" + message + "/retry")
                .then()
                .statusCode(204);

        // then
        await().untilAsserted(() ->
                assertThat(tenant.known(message).getString("state")).isEqualTo("forwarded"));
        assertProblem(
                Bridge.admin()
                        .post(tenant.path() + "/messages/" + message + "/retry")
                        .then(),
                Problem.NOTHING_TO_RETRY);
        assertProblem(
                Bridge.admin()
                        .post(tenant.path() + "/messages/" + Tenant.newId() + "/retry")
                        .then(),
                Problem.NOT_FOUND);
    }

    @Test
    void shouldSendAllMessagesAgainThatWereGivenUp() {
        // given
        List<String> messages =
                Stream.generate(tenant::message).limit(3).map(this::rejected).toList();
        Tenant other = Tenant.create();

        // when
        String path = tenant.path() + "/messages/retry";
        int none = Bridge.admin().queryParam("state", "expired").post(path).path("retried");
        int later = Bridge.admin()
                .queryParam("since", "2200-01-01T00:00:00Z")
                .post(path)
                .path("retried");
        int ofOther = Bridge.admin().post(other.path() + "/messages/retry").path("retried");
        int all = Bridge.admin()
                .queryParam("since", "2020-01-01T00:00:00Z")
                .post(path)
                .path("retried");

        // then
        assertThat(List.of(none, later, ofOther, all)).containsExactly(0, 0, 0, 3);
        await().untilAsserted(() -> assertThat(messages)
                .allSatisfy(message ->
                        assertThat(tenant.known(message).getString("state")).isEqualTo("forwarded")));
    }

    @Test
    void shouldAttachAReportThatHasNoMessage() {
        // given
        String message = tenant.message();
        Bridge.get(channel.path() + "?type=8&fid=f1");
        Bridge.get(channel.path() + "?type=1&fid=f1");
        Bridge.get(channel.path() + "?type=1&fid=f2");
        String path = "/channels/" + channel.channelId() + "/unmatched";
        JsonPath newest = Bridge.admin().queryParam("limit", 1).get(path).jsonPath();
        JsonPath rest = Bridge.admin()
                .queryParam("after", newest.getString("after"))
                .get(path)
                .jsonPath();

        // when
        Bridge.admin()
                .body(Map.of("messageId", message))
                .post(path + "/" + rest.getString("items[0].id") + "/attach")
                .then()
                .statusCode(204);

        // then
        assertThat(newest.getList("items.gatewayId")).containsExactly("f2");
        assertThat(rest.getList("items.status")).containsExactly("delivered", "sent");
        await().untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("delivered"));
        assertThat(tenant.known(message).getList("reports")).hasSize(2);
        Bridge.admin().get(path).then().body("items.gatewayId", equalTo(List.of("f2")));
        assertProblem(
                Bridge.admin()
                        .body(Map.of("messageId", message))
                        .post(path + "/999999999/attach")
                        .then(),
                Problem.NOT_FOUND);
        assertThat(assertProblem(
                        Bridge.admin()
                                .body(Map.of("messageId", "no id"))
                                .post(path + "/" + newest.getString("items[0].id") + "/attach")
                                .then(),
                        Problem.INVALID))
                .containsExactly("messageId");
    }

    /** As if the portal had refused it for good. */
    private String rejected(String message) {
        Bridge.get(channel.path() + "/" + message + "?type=1&fid=f");
        await().untilAsserted(() ->
                assertThat(tenant.known(message).getString("state")).isEqualTo("forwarded"));
        rows.select(
                "UPDATE message SET abandoned_as = 'rejected', attempts = 3 WHERE channel_id = $1 AND message_id = $2"
                        + " RETURNING message_id",
                Tuple.of(channel.channelId(), message));
        return message;
    }
}
