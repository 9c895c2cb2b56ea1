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
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

    @Test
    void shouldListOverAllPortalsWhichChannelsHaveRefusedAndWhereReportsWaitForTheirMessages() {
        // given
        Tenant other = Tenant.create();
        Tenant.Callback quiet = other.channel("kannel");
        Tenant.Callback refusing = other.channel("eskiz");
        Tenant.Callback waiting = other.applicationChannel("eskiz");
        Bridge.get(refusing.path());
        Bridge.post(waiting.path(), "application/x-www-form-urlencoded", "request_id=r1&status=DELIVERED");

        // when
        await().untilAsserted(() -> assertThat(listed(other, "refused")).containsExactly(refusing.channelId()));

        // then
        assertThat(listed(other, "unmatched")).containsExactly(waiting.channelId());
        assertThat(listed(other, null))
                .containsExactlyInAnyOrder(quiet.channelId(), refusing.channelId(), waiting.channelId());
        JsonPath refused = list(other, "refused");
        assertThat(refused.getString("items[0].memberId")).isEqualTo(other.memberId());
        assertThat(refused.getString("items[0].refusal")).isNotBlank();
        assertThat(list(other, "unmatched").getInt("items[0].unmatched")).isEqualTo(1);
    }

    @Test
    void shouldTellHowManyAMeaningConcernsThenTeachIt() {
        // given
        Tenant other = Tenant.create();
        Tenant.Callback taught = other.channel("eskiz");
        String word = "MEANT" + other.message().replaceAll("[0-9]", "x");
        String message = other.message();
        Bridge.post(taught.path() + "/" + message, "application/x-www-form-urlencoded", "request_id=r2&status=" + word);
        String path = "/meanings?gateway=eskiz&word=" + word;
        Bridge.admin().get(path).then().statusCode(200).body("requests", equalTo(1));

        // when
        String run = Bridge.admin()
                .body(Map.of("gateway", "eskiz", "word", word, "status", "undelivered"))
                .post("/meanings")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        // then
        await().untilAsserted(() -> assertThat(other.shown(message)).isEqualTo("undelivered"));
        await().untilAsserted(() -> Bridge.admin().get("/runs/" + run).then().body("state", equalTo("finished")));
        Bridge.admin().get(path).then().body("requests", equalTo(0));
        assertThat(assertProblem(
                        Bridge.admin()
                                .body(Map.of("gateway", "eskiz", "word", word, "status", "lost"))
                                .post("/meanings")
                                .then(),
                        Problem.INVALID))
                .containsExactly("status");
    }

    @Test
    void shouldSayWhichGatewayMayBeMeantWhereAWordIsGivenItsMeaning() {
        Bridge.admin()
                .get("/meanings?gateway=eskis&word=NEW")
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo("is not in the catalogue; did you mean eskiz?"));
    }

    @Test
    void shouldShowWhichProcessesWorkAndWhichAreGone() {
        // given
        rows.select(
                "INSERT INTO replica (id, name, version, seen_at) VALUES ($1, 'killed', '1', now() - interval '1 minute')"
                        + " RETURNING id",
                Tuple.of(UUID.randomUUID()));

        // when
        await().untilAsserted(() ->
                Bridge.admin().get("/replicas").then().body("items.findAll { it.alive }.size()", equalTo(1)));

        // then
        Bridge.admin().get("/replicas").then().body("items.find { it.name == 'killed' }.alive", equalTo(false));
    }

    private static List<UUID> listed(Tenant of, String trouble) {
        return list(of, trouble).getList("items.id", String.class).stream()
                .map(UUID::fromString)
                .toList();
    }

    private static JsonPath list(Tenant of, String trouble) {
        RequestSpecification request = Bridge.admin().queryParam("application", of.clientId());
        return (trouble == null ? request : request.queryParam("trouble", trouble))
                .get("/channels")
                .jsonPath();
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
