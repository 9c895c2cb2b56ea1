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
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** A token that is limited to one application sees and changes nothing of another. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class LimitedTokensTest {
    /** What is the same for everybody. */
    private static final Set<String> OF_NOBODY = Set.of(
            "GET /channels",
            "GET /gateways",
            "GET /applications",
            "GET /quarantine",
            "GET /search",
            "GET /messages",
            "GET /portals",
            "GET /statistics");

    private final Rows rows;
    private Tenant own;
    private Tenant other;
    private String token;

    LimitedTokensTest(Rows rows) {
        this.rows = rows;
    }

    @BeforeEach
    void makeTwoTenants() {
        own = Tenant.create();
        other = Tenant.create();
        token = Bridge.admin()
                .body(Map.of(
                        "name", "limited." + Tenant.newId(), "role", "admin", "applications", List.of(own.clientId())))
                .post("/tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/admin/roles.csv", numLinesToSkip = 1)
    void shouldRefuseEveryCallAboutAnotherApplication(String method, String path) {
        // given
        Tenant.Callback channel = other.channel("kannel");
        UUID quarantined = quarantined(channel);
        String id = path.startsWith("/channels") ? channel.channelId().toString() : quarantined.toString();
        String target = path.replace("{clientId}", other.clientId())
                .replace("{memberId}", other.memberId())
                .replace("{messageId}", other.message())
                .replace("{id}", id)
                .replace("{reportId}", "1")
                .replace("{code}", "sender1")
                .replace("{name}", "viewer");
        List<String> before = state(channel, quarantined);

        // when
        var answer = Bridge.with(token).body(method.equals("GET") ? "" : "{}").request(method, target);

        // then
        if (OF_NOBODY.contains(method + " " + path)) {
            assertThat(answer.statusCode()).isEqualTo(200);
        } else {
            assertThat(answer.statusCode()).as(answer.asString()).isIn(403, 404);
        }
        assertThat(answer.asString()).doesNotContain(other.clientId(), other.memberId(), quarantined.toString());
        assertThat(state(channel, quarantined)).isEqualTo(before);
    }

    @Test
    void shouldServeItsOwnApplicationLikeAnyToken() {
        // given
        Tenant.Callback channel = own.channel("kannel");
        UUID quarantined = quarantined(channel);

        // when, then
        assertThat(Bridge.with(token).get("/applications").jsonPath().getList("items.clientId"))
                .containsExactly(own.clientId());
        assertThat(Bridge.with(token).get("/quarantine").jsonPath().getList("items.id"))
                .containsExactly(quarantined.toString());
        Bridge.with(token).get("/quarantine/" + quarantined).then().statusCode(200);
        Bridge.with(token).get(own.path()).then().statusCode(200);
        Bridge.with(token).get(own.path() + "/channels").then().statusCode(200);
        Bridge.with(token).get("/channels/" + channel.channelId()).then().statusCode(200);
        Bridge.with(token)
                .post("/channels/" + channel.channelId() + "/reveal")
                .then()
                .statusCode(200);
        Bridge.with(token).post(own.path() + "/park").then().statusCode(200);
        Bridge.with(token).delete("/quarantine/" + quarantined).then().statusCode(204);
    }

    @Test
    void shouldNotMakeATokenThatMayMore() {
        assertProblem(
                Bridge.with(token)
                        .body(Map.of("name", "more." + Tenant.newId(), "role", "viewer"))
                        .post("/tokens")
                        .then(),
                Problem.FORBIDDEN);
    }

    @Test
    void shouldNeedAtLeastOneApplicationWhereItIsLimited() {
        assertThat(assertProblem(
                        Bridge.admin()
                                .body(Map.of(
                                        "name", "none." + Tenant.newId(), "role", "viewer", "applications", List.of()))
                                .post("/tokens")
                                .then(),
                        Problem.INVALID))
                .containsExactly("applications");
    }

    /** The channel's only entry: a report whose status nobody knows. */
    private UUID quarantined(Tenant.Callback channel) {
        Bridge.get(channel.path() + "/" + Tenant.newId() + "?type=64&fid=a");
        return rows.select("SELECT id FROM quarantine WHERE channel_id = $1", Tuple.of(channel.channelId()))
                .get(0)
                .getUUID(0);
    }

    private List<String> state(Tenant.Callback channel, UUID quarantined) {
        return rows.select("""
                        SELECT p.state || p.updated_at || c.version || a.updated_at
                               || (SELECT count(*) FROM quarantine WHERE id = $3)
                          FROM application a
                          JOIN portal p ON p.client_id = a.client_id
                          JOIN channel c ON c.portal_id = p.id
                         WHERE a.client_id = $1 AND c.id = $2
                        """, Tuple.of(other.clientId(), channel.channelId(), quarantined)).stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
