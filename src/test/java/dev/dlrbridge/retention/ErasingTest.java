package dev.dlrbridge.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ErasingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Erasing erasing;
    private final Rows rows;

    ErasingTest(Erasing erasing, Rows rows) {
        this.erasing = erasing;
        this.rows = rows;
    }

    @Test
    void shouldRemoveEveryRowOfADeletedPortalAndProveIt() {
        Tenant tenant = Tenant.create();
        Tenant.Callback channel = tenant.channel("kannel");
        assertThat(Bridge.get(channel.path() + "/" + tenant.message() + "?type=1&fid=f1")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Bridge.get(channel.path() + "?type=8&fid=f2").statusCode()).isEqualTo(200);
        tenant.correlate(channel, Map.of("gatewayId", "f3", "messageId", tenant.message()));
        long before = rows.countAll(channel.channelId());
        assertThat(before).isGreaterThan(2);

        Bridge.admin().delete(tenant.path()).then().statusCode(204);
        eraseUntilNothingIsLeft(channel);

        assertThat(rows.countAll(channel.channelId())).isZero();
        assertThat(proof(tenant).getLong("erasedRows")).isGreaterThanOrEqualTo(before);
        assertThat(proof(tenant).getString("finishedAt")).isNull();

        aMinuteLater(tenant);
        erase();

        assertThat(proof(tenant).getString("finishedAt")).isNotNull();
        assertThat(proof(tenant).getString("cause")).isEqualTo("operator");
        assertThat(proof(tenant).getString("memberId")).isEqualTo(tenant.memberId());
        Awaitility.await()
                .untilAsserted(() -> assertThat(audited(tenant))
                        .containsSubsequence("erasure.finish", "portal.delete", "portalChannel.create"));
    }

    @Test
    void shouldRemoveWhatAnApplicationsChannelKnowsOfADeletedPortalAndNothingOfTheOthers() {
        Tenant tenant = Tenant.create();
        Tenant other = tenant.beside();
        Tenant.Callback channel = tenant.applicationChannel("kannel");
        for (Tenant portal : List.of(tenant, other)) {
            String id = portal.memberId();
            tenant.correlate(channel, Map.of("gatewayId", id, "messageId", portal.message(), "memberId", id));
            assertThat(Bridge.get(channel.path() + "?type=1&fid=" + id).statusCode())
                    .isEqualTo(200);
        }
        assertThat(rows.countAll(channel.channelId())).isEqualTo(6);

        Bridge.admin().delete(tenant.path()).then().statusCode(204);
        for (int tries = 0; tries < 20 && rows.countAll(channel.channelId()) > 3; tries++) {
            erase();
        }

        assertThat(rows.everything())
                .noneMatch(row -> row.startsWith("correlation: ") && row.contains(tenant.memberId()));
        assertThat(rows.countAll(channel.channelId())).isEqualTo(3);
        assertThat(Bridge.get(channel.path() + "?type=1&fid=" + tenant.memberId())
                        .statusCode())
                .isEqualTo(200);
        assertThat(rows.count("message", channel.channelId())).isOne();
    }

    /** Others' portals may be erased first. */
    private void eraseUntilNothingIsLeft(Tenant.Callback channel) {
        for (int tries = 0; tries < 20 && rows.countAll(channel.channelId()) > 0; tries++) {
            erase();
        }
    }

    private void erase() {
        rows.select("UPDATE erasure SET claimed_until = NULL", Tuple.tuple());
        erasing.eraseSome().await().atMost(PATIENCE);
    }

    private void aMinuteLater(Tenant tenant) {
        rows.select("UPDATE erasure SET requested_at = '2000-01-01' WHERE member_id = $1", Tuple.of(tenant.memberId()));
    }

    private static List<String> audited(Tenant tenant) {
        return Bridge.admin()
                .queryParam("target", tenant.path())
                .get("/audit")
                .jsonPath()
                .getList("items.action");
    }

    private static JsonPath proof(Tenant tenant) {
        JsonPath list = Bridge.admin()
                .get("/applications/" + tenant.clientId() + "/erasures")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        list.setRootPath("items[0]");
        return list;
    }
}
