package dev.dlrbridge.webhook;

import static dev.dlrbridge.tenant.TenantFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.tenant.ErasureCause;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Integrator;
import dev.dlrbridge.testing.Integrator.Received;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to portals and messages is told to the integrator, once each. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class WebhookCausesTest {
    private static final String HOOK = "/hook";
    private static final List<String> ALL = List.of(
            "portal.installed",
            "portal.uninstalled",
            "portal.parked",
            "portal.resumed",
            "status.unknown",
            "quarantine.full",
            "message.settled");

    private final Integrator integrator = new Integrator();
    private final Portals portals;
    private final Parking parking;
    private final DueMessages due;
    private final WebhookFixture fixture;
    private Tenant tenant;
    private Portal portal;

    WebhookCausesTest(Portals portals, Parking parking, DueMessages due, WebhookFixture fixture) {
        this.due = due;
        this.portals = portals;
        this.parking = parking;
        this.fixture = fixture;
    }

    @BeforeEach
    void makeEndpoint() {
        tenant = Tenant.create();
        portal = await(portals.find(tenant.clientId(), tenant.memberId())).orElseThrow();
        Bridge.admin()
                .body(Map.of("url", integrator.url(HOOK), "kinds", ALL))
                .put("/applications/" + tenant.clientId() + "/endpoints/main")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void close() {
        integrator.close();
    }

    @Test
    void shouldTellOfParkingAndOfWhateverEndsIt() {
        await(parking.park(portal.id(), "PAYMENT_REQUIRED", true));
        await(parking.park(portal.id(), "PAYMENT_REQUIRED", true));
        await(parking.resume(portal.id()));
        await(parking.resume(portal.id()));
        await(parking.park(portal.id(), "PORTAL_DELETED", true));
        Bridge.admin().body(tenant.portalRequest()).put(tenant.path()).then().statusCode(200);

        assertThatIsTold("portal.parked", "portal.resumed", "portal.parked", "portal.resumed");
        assertThat(data(2).getString("reason")).isEqualTo("PORTAL_DELETED");
    }

    @Test
    void shouldTellOnceOfARemovalWhetherThePortalsRowsGoWithItOrNot() {
        await(parking.uninstall(portal.id()));
        await(parking.uninstall(portal.id()));
        await(portals.erase(portal.id(), ErasureCause.UNINSTALL));

        assertThatIsTold("portal.uninstalled", "portal.uninstalled");
        assertThat(data(1).getString("memberId")).isEqualTo(tenant.memberId());
        assertThat(data(1).getString("domain")).isNotBlank();
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(
                                fixture.select("SELECT 1 FROM webhook_event WHERE portal_id = $1", portal.id()))
                        .isEmpty());
    }

    @Test
    void shouldTellNothingOfAPortalThatAnOperatorDeletes() {
        await(portals.erase(portal.id(), ErasureCause.OPERATOR));

        assertThat(fixture.select("SELECT 1 FROM webhook_event WHERE client_id = $1", tenant.clientId()))
                .isEmpty();
    }

    @Test
    void shouldTellOfAFinalStatusThatThePortalHasAndOfNoOther() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String message = tenant.message();

        // when
        report(channel, message, 8);
        await().untilAsserted(() -> assertThat(tenant.shown(message)).isEqualTo("sent"));
        report(channel, message, 1);

        // then
        assertThatIsTold("message.settled");
        assertThat(data(0))
                .isEqualTo(new JsonObject(Map.of(
                        "application",
                        tenant.clientId(),
                        "memberId",
                        tenant.memberId(),
                        "domain",
                        tenant.portal().clientEndpoint().getHost(),
                        "messageId",
                        message,
                        "senderCode",
                        "sender1",
                        "status",
                        "delivered",
                        "forwarded",
                        true)));
    }

    @Test
    void shouldTellOfAStatusThatThePortalWasNotThereForAsLongAsItKeepsMessages() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        String message = tenant.message();
        await(parking.park(portal.id(), "PAYMENT_REQUIRED", true));
        report(channel, message, 2);
        fixture.select(
                "UPDATE message SET first_seen_at = now() - interval '14 days' WHERE portal_id = $1", portal.id());

        // when
        await(due.expire(Duration.ofDays(13)));
        await(due.expire(Duration.ofDays(13)));

        // then
        assertThatIsTold("portal.parked", "message.settled");
        assertThat(data(1))
                .contains(
                        Map.entry("messageId", message),
                        Map.entry("status", "undelivered"),
                        Map.entry("forwarded", false),
                        Map.entry("error", "EXPIRED"));
    }

    @Test
    void shouldTellOfAnUnknownWordOnceADay() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");

        // when
        report(channel, tenant.message(), 64);
        report(channel, tenant.message(), 64);
        report(channel, tenant.message(), 128);

        // then
        assertThatIsTold("status.unknown", "status.unknown");
        assertThat(List.of(data(0).getString("status"), data(1).getString("status")))
                .containsExactly("64", "128");
        assertThat(data(0).getString("gateway")).isEqualTo("kannel");
    }

    @Test
    void shouldTellOfAFullQuarantineOnceADay() {
        // given
        Tenant.Callback channel = tenant.channel("kannel");
        fixture.select(
                "INSERT INTO quarantine_usage (portal_id, channel_id, entries, bytes) VALUES ($1, $2, 1000000, 0)",
                portal.id(),
                channel.channelId());

        // when
        report(channel, tenant.message(), 256);
        report(channel, tenant.message(), 256);

        // then
        assertThatIsTold("quarantine.full");
        assertThat(data(0).getString("channelId")).isEqualTo(channel.channelId().toString());
    }

    private static void report(Tenant.Callback channel, String message, int type) {
        Bridge.get(channel.path() + "/" + message + "?type=" + type + "&fid=1&to=%2B491700000000");
    }

    private void assertThatIsTold(String... types) {
        await().untilAsserted(() ->
                assertThat(integrator.at(HOOK)).extracting(Received::type).containsExactly(types));
    }

    private JsonObject data(int event) {
        return integrator.at(HOOK).get(event).json().getJsonObject("data");
    }
}
