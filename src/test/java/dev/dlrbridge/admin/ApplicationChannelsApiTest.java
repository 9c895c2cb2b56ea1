package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ApplicationChannelsApiTest {
    private static Tenant tenant;
    private static Tenant beside;

    private final Rows rows;
    private Tenant.Callback channel;

    ApplicationChannelsApiTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeAll
    static void createTenant() {
        tenant = Tenant.create();
        beside = tenant.beside();
    }

    @BeforeEach
    void createChannel() {
        channel = tenant.applicationChannel("kannel");
    }

    @Test
    void shouldTellEachPortalOfTheApplicationItsOwnMessages() {
        // given
        String message = tenant.message();
        String message2 = beside.message();
        correlate("gw-1", tenant.memberId(), message).statusCode(204);

        // when: one report comes after its correlation, one before
        report("gw-1");
        report("gw-2");
        correlate("gw-2", beside.memberId(), message2).statusCode(204);

        // then
        Awaitility.await().untilAsserted(() -> {
            assertThat(tenant.shown(message)).isEqualTo("delivered");
            assertThat(beside.shown(message2)).isEqualTo("delivered");
        });
    }

    @Test
    void shouldNotTakeABareMessageIdForAMessageSinceItNamesNoPortal() {
        // given
        String message = tenant.message();

        // when
        assertThat(Bridge.get(channel.path() + "/" + message + "?type=1&fid=gw-3")
                        .statusCode())
                .isEqualTo(200);

        // then
        assertThat(rows.count("message", channel.channelId())).isZero();
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void shouldAttachAWaitingReportToTheMessageOfTheNamedPortalOnly() {
        // given
        String message = beside.message();
        report("gw-4");
        String path =
                "/channels/" + channel.channelId() + "/unmatched/" + waiting().get(0) + "/attach";

        // when, then
        assertFields(post(path, Map.of("messageId", message)), "memberId");
        post(path, Map.of("messageId", message, "memberId", beside.memberId())).statusCode(204);
        Awaitility.await().untilAsserted(() -> assertThat(beside.shown(message)).isEqualTo("delivered"));
    }

    @Test
    void shouldRefuseAPortalThatIsMissingUnknownOrOfAnotherApplication() {
        // given
        Tenant foreign = Tenant.create();
        String message = foreign.message();

        // when, then
        assertFields(correlate("gw-5", foreign.memberId(), message), "memberId");
        assertFields(correlate("gw-5", "nobody", message), "memberId");
        assertFields(correlate("gw-5", null, message), "memberId");
        assertThat(rows.count("correlation", channel.channelId())).isZero();
    }

    @Test
    void shouldAnswer409WhenAnIdIsKnownForTheSameMessageIdOfAnotherPortal() {
        // given
        String message = Tenant.newId();
        correlate("gw-6", tenant.memberId(), message).statusCode(204);
        correlate("gw-6", tenant.memberId(), message).statusCode(204);

        // when, then
        assertProblem(correlate("gw-6", beside.memberId(), message), Problem.OTHER_MESSAGE);
    }

    @Test
    void shouldRefuseAnotherPortalAtAPortalsChannel() {
        Tenant.Callback own = tenant.channel("kannel");
        String path = "/channels/" + own.channelId() + "/correlations";
        String message = Tenant.newId();

        assertFields(post(path, List.of(correlation("gw-7", beside.memberId(), message))), "memberId");
        post(path, List.of(correlation("gw-7", tenant.memberId(), message))).statusCode(204);
    }

    @Test
    void shouldBeListedShownChangedRotatedAndDeletedAsOthers() {
        String path = "/channels/" + channel.channelId();

        assertThat(Bridge.admin()
                        .get("/applications/" + tenant.clientId() + "/channels?limit=200")
                        .jsonPath()
                        .getList("items.id"))
                .contains(channel.channelId().toString());
        assertThat(Bridge.admin().get(tenant.path() + "/channels").jsonPath().getList("items.id"))
                .doesNotContain(channel.channelId().toString());
        Bridge.admin().body(Map.of("senderCode", "sender2")).patch(path).then().statusCode(200);
        Bridge.admin().body(Map.of()).post(path + "/rotate-key").then().statusCode(200);
        assertThat(Bridge.admin().get(path).jsonPath().getString("senderCode")).isEqualTo("sender2");
        assertThat(report("gw-8")).isEqualTo(200);
        Bridge.admin().delete(path).then().statusCode(204);
        assertThat(report("gw-8")).isEqualTo(404);
    }

    @Test
    void shouldKeepWhatItCannotReadAndShowWhatItRefused() {
        assertThat(Bridge.get(channel.path() + "?type=64&fid=gw-9").statusCode())
                .isEqualTo(200);
        assertThat(Bridge.send("DELETE", channel.path(), null).statusCode()).isEqualTo(405);

        assertThat(rows.count("quarantine", channel.channelId())).isOne();
        Awaitility.await()
                .untilAsserted(() -> assertThat(Bridge.admin()
                                .get("/channels/" + channel.channelId())
                                .jsonPath()
                                .getList("refusals"))
                        .hasSize(1));
    }

    @Test
    void shouldAnswer404ForAnApplicationThatIsNotThere() {
        assertProblem(
                post("/applications/app.nobody/channels", Map.of("gateway", "kannel", "senderCode", "s")),
                Problem.NOT_FOUND);
        assertProblem(Bridge.admin().get("/applications/app.nobody/channels").then(), Problem.NOT_FOUND);
    }

    private int report(String gatewayId) {
        return Bridge.get(channel.path() + "?type=1&fid=" + gatewayId).statusCode();
    }

    private List<String> waiting() {
        return Bridge.admin()
                .get("/channels/" + channel.channelId() + "/unmatched")
                .jsonPath()
                .getList("items.id");
    }

    private ValidatableResponse correlate(String gatewayId, String memberId, String messageId) {
        return post(
                "/channels/" + channel.channelId() + "/correlations",
                List.of(correlation(gatewayId, memberId, messageId)));
    }

    private static Map<String, String> correlation(String gatewayId, String memberId, String messageId) {
        Map<String, String> correlation = new HashMap<>(Map.of("gatewayId", gatewayId, "messageId", messageId));
        if (memberId != null) {
            correlation.put("memberId", memberId);
        }
        return correlation;
    }

    private static ValidatableResponse post(String path, Object body) {
        return Bridge.admin().body(body).post(path).then();
    }

    private static void assertFields(ValidatableResponse answer, String... fields) {
        assertThat(assertProblem(answer, Problem.INVALID)).containsExactly(fields);
    }
}
