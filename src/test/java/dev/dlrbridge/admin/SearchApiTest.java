package dev.dlrbridge.admin;

import static dev.dlrbridge.admin.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.dlrbridge.admin.http.Problem;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is printed somewhere leads to its customer by one request, and nothing leads to another's. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class SearchApiTest {
    private final Rows rows;
    private Tenant tenant;
    private Tenant.Callback channel;
    private String number;

    SearchApiTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create();
        channel = tenant.channel("kannel");
        number = "+7900" + String.format("%07d", Math.floorMod(UUID.randomUUID().hashCode(), 10_000_000));
    }

    @Test
    void shouldLeadFromEveryIdToTheCustomerInOneRequest() {
        // given
        String message = report("1", "g-" + Tenant.newId());
        Map<String, String> printed = new LinkedHashMap<>();
        printed.put(tenant.clientId(), "application");
        printed.put(tenant.memberId(), "portal");
        printed.put(portalId().toString(), "portal");
        printed.put(channel.channelId().toString(), "channel");
        printed.put(channel.url().toString(), "channel");
        printed.put(channel.path() + "/" + message + "?type=1", "channel");
        printed.put(message, "message");

        printed.forEach((id, kind) -> {
            // when
            JsonPath found = search(id);

            // then
            List<Map<String, Object>> ofKind = found.getList("items.findAll { it.kind == '" + kind + "' }");
            assertThat(ofKind).as(id + ": " + found.prettify()).isNotEmpty();
            assertThat(ofKind)
                    .anyMatch(item -> kind.equals("application")
                            ? tenant.clientId().equals(item.get("id"))
                            : tenant.memberId().equals(item.get("memberId"))
                                    && tenant.clientId().equals(item.get("application")));
        });
    }

    @Test
    void shouldFindPortalsByTheirDomainHoweverItIsTyped() {
        String domain = tenant.portal().clientEndpoint().getRawAuthority();

        for (String typed : List.of(domain, "http://" + domain + "/rest/", domain.substring(2, domain.length() - 1))) {
            assertThat(search(typed).getList("items.findAll { it.kind == 'portal' }.domain"))
                    .as(typed)
                    .isNotEmpty()
                    .containsOnly(domain);
        }
    }

    @Test
    void shouldFindAMessageByTheRecipientsNumberInAnySpellingThoughNoneIsStored() {
        // given
        String message = report("1", "g1");

        for (String spelling : List.of(
                number,
                number.substring(1),
                "8" + number.substring(2),
                "00" + number.substring(1),
                number.substring(0, 2) + " (" + number.substring(2, 5) + ") " + number.substring(5))) {
            // when, then
            assertThat(search(spelling).getList("items.id")).as(spelling).contains(message);
            assertThat(messages(Map.of("recipient", spelling)).getList("items.messageId"))
                    .contains(message);
        }
        assertThat(messages(Map.of("recipient", "+79001")).getList("items.messageId"))
                .doesNotContain(message);
        assertThat(rows.everything()).noneMatch(row -> row.contains(number.substring(1)));
    }

    @Test
    void shouldFindAMessageByTheGatewaysOwnIdHoweverItCame() {
        // given
        String told = "told-" + Tenant.newId();
        String correlated = "correlated-" + Tenant.newId();
        String waiting = "waiting-" + Tenant.newId();
        String message = report("1", told);
        String other = tenant.message();
        tenant.correlate(channel, Map.of("gatewayId", correlated, "messageId", other));
        Bridge.get(channel.path() + "?type=1&fid=" + waiting);

        // when, then
        assertThat(search(told).getList("items.id")).contains(message);
        assertThat(search(correlated).getList("items.id")).contains(other);
        assertThat(search(waiting).getList("items.kind")).containsExactly("unmatched");
        assertThat(search(waiting).getString("items[0].memberId")).isEqualTo(tenant.memberId());
    }

    @Test
    void shouldShowAMessageOfWhichNothingIsUnderstoodWithWhatWaitsForIt() {
        // given
        String message = report("64", "g1");

        // when, then
        Bridge.admin()
                .get(tenant.path() + "/messages/" + message)
                .then()
                .statusCode(200)
                .body("state", equalTo("not-understood"))
                .body("domain", equalTo(tenant.portal().clientEndpoint().getRawAuthority()))
                .body("reports[0].rawStatus", equalTo("64"))
                .body("quarantine[0].unknownWords", hasItem("64"))
                .body("quarantine[0].memberId", equalTo(tenant.memberId()));
        assertThat(search(message).getList("items.kind")).contains("quarantine");
        assertThat(messages(Map.of("recipient", number)).getString("items[0].state"))
                .isEqualTo("not-understood");
    }

    @Test
    void shouldTellWhenThePortalHadAStatusAndWhyItHasAnotherNot() {
        // given
        String message = report("1", "g1");
        await().untilAsserted(() ->
                assertThat(tenant.known(message).getString("forwarded")).isEqualTo("delivered"));
        Bridge.admin().post(tenant.path() + "/park").then().statusCode(200);
        String waiting = report("1", "g2");

        // when, then
        Bridge.admin()
                .get(tenant.path() + "/messages/" + message)
                .then()
                .body("forwardedAt", notNullValue())
                .body("calls.succeeded.httpStatus", equalTo(200))
                .body("calls.succeeded.millis", notNullValue());
        Bridge.admin()
                .get(tenant.path() + "/messages/" + waiting)
                .then()
                .body("next.waitsFor", equalTo("parked"))
                .body("next.reason", equalTo("OPERATOR"))
                .body("next.since", notNullValue());
        Bridge.admin()
                .get(tenant.path())
                .then()
                .body("parkedSince", notNullValue())
                .body("reasonText", equalTo("an operator parked it, and has to resume it"))
                .body("backlog", equalTo(1))
                .body("oldestWaitingSince", notNullValue());
        assertThat(messages(Map.of("memberId", tenant.memberId(), "state", "pending"))
                        .getList("items.messageId"))
                .containsExactly(waiting);
    }

    @Test
    void shouldPageThroughFilteredMessagesOnceEach() {
        // given
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(report(i % 2 == 0 ? "1" : "8", "g" + i));
        }

        for (Map<String, String> filter : List.of(
                Map.of("memberId", tenant.memberId()),
                Map.of("application", tenant.clientId(), "gateway", "kannel"),
                Map.of("channelId", channel.channelId().toString()))) {
            // when
            List<String> seen = new ArrayList<>();
            String after = null;
            do {
                Map<String, String> asked = new LinkedHashMap<>(filter);
                asked.put("limit", "2");
                if (after != null) {
                    asked.put("after", after);
                }
                JsonPath page = messages(asked);
                seen.addAll(page.getList("items.messageId"));
                after = page.getString("after");
            } while (after != null);

            // then
            assertThat(seen).as(filter.toString()).containsExactlyInAnyOrderElementsOf(ids);
        }
        assertThat(messages(Map.of("memberId", tenant.memberId(), "status", "sent"))
                        .getList("items.messageId"))
                .containsExactlyInAnyOrder(ids.get(1), ids.get(3));
        assertThat(messages(Map.of("memberId", tenant.memberId(), "to", "2020-01-01T00:00:00Z"))
                        .getList("items"))
                .isEmpty();
    }

    @Test
    void shouldExportAsLinesAndForSpreadsheets() {
        // given
        String message = report("1", "g1");

        for (String list : List.of("/messages", "/portals")) {
            // when
            String csv = Bridge.admin()
                    .accept("text/csv")
                    .get(list + "?application=" + tenant.clientId())
                    .asString();
            String lines = Bridge.admin()
                    .accept("application/x-ndjson")
                    .get(list + "?application=" + tenant.clientId())
                    .asString();

            // then
            assertThat(csv.lines()).hasSize(2);
            assertThat(csv)
                    .startsWith("\"application\",\"memberId\",\"domain\"")
                    .contains(tenant.memberId());
            assertThat(lines.strip().lines()).hasSize(1);
            assertThat(new JsonPath(lines).getString("memberId")).isEqualTo(tenant.memberId());
        }
        assertThat(Bridge.admin()
                        .accept("text/csv")
                        .get("/messages?memberId=" + tenant.memberId())
                        .asString())
                .contains(message);
        assertThat(Bridge.admin()
                        .accept("text/csv")
                        .get("/audit?memberId=" + tenant.memberId())
                        .asString())
                .contains("portal.put");
        Bridge.admin().get("/messages").then().contentType("application/json");
        Bridge.admin().accept("*/*").get("/messages").then().contentType("application/json");
    }

    @Test
    void shouldShowALimitedTokenItsOwnOnlyByWhateverItAsks() {
        // given
        Tenant other = Tenant.create();
        Tenant.Callback others = other.channel("kannel");
        String message = other.message();
        String gatewayId = "g-" + Tenant.newId();
        Bridge.get(others.path() + "/" + message + "?type=1&fid=" + gatewayId + "&to=" + number.replace("+", "%2B"));
        String kept = other.message();
        Bridge.get(others.path() + "/" + kept + "?type=64&fid=k-" + gatewayId);
        Bridge.get(others.path() + "?type=1&fid=w-" + gatewayId + "&to=" + number.replace("+", "%2B"));
        String mine = report("1", "g1");
        String token = Bridge.admin()
                .body(Map.of(
                        "name",
                        "limited." + Tenant.newId(),
                        "role",
                        "admin",
                        "applications",
                        List.of(tenant.clientId())))
                .post("/tokens")
                .path("token");
        Set<String> texts = Set.of(
                other.clientId(),
                other.memberId(),
                others.channelId().toString(),
                others.url().toString(),
                message,
                kept,
                gatewayId,
                "k-" + gatewayId,
                "w-" + gatewayId,
                number,
                tenant.portal().clientEndpoint().getRawAuthority().substring(0, 5));
        List<String> lists = List.of("/messages", "/portals", "/statistics?by=portal,application", "/quarantine");

        for (String text : texts) {
            // when
            String found =
                    Bridge.with(token).queryParam("q", text).get("/search").asString();

            // then
            assertThat(found).as(text).doesNotContain(other.clientId(), other.memberId(), message, kept);
        }
        for (String list : lists) {
            for (String media : List.of("application/json", "text/csv", "application/x-ndjson")) {
                assertThat(Bridge.with(token).accept(media).get(list).asString())
                        .as(list + " as " + media)
                        .doesNotContain(other.clientId(), other.memberId(), message, kept);
            }
            for (String parameter : List.of(
                    "memberId=" + other.memberId(),
                    "recipient=" + number.substring(1),
                    "channelId=" + others.channelId(),
                    "domain=127")) {
                assertThat(Bridge.with(token)
                                .get(list + (list.contains("?") ? "&" : "?") + parameter)
                                .asString())
                        .as(list + " " + parameter)
                        .doesNotContain(other.clientId(), other.memberId(), message, kept);
            }
        }
        assertProblem(
                Bridge.with(token)
                        .get("/messages?application=" + other.clientId())
                        .then(),
                Problem.NOT_FOUND);
        assertThat(Bridge.with(token).get("/messages").jsonPath().getList("items.messageId"))
                .containsExactly(mine);
    }

    private String report(String type, String gatewayId) {
        String message = tenant.message();
        Bridge.get(channel.path() + "/" + message + "?type=" + type + "&fid=" + gatewayId + "&to="
                + number.replace("+", "%2B"));
        return message;
    }

    private UUID portalId() {
        return rows.select("SELECT id FROM portal WHERE member_id = $1", Tuple.of(tenant.memberId()))
                .get(0)
                .getUUID(0);
    }

    private static JsonPath search(String text) {
        return Bridge.admin()
                .queryParam("q", text)
                .get("/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath messages(Map<String, String> parameters) {
        return Bridge.admin()
                .queryParams(parameters)
                .get("/messages")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
