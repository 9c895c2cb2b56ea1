package dev.dlrbridge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.tenant.Channels;
import dev.dlrbridge.tenant.Portals;
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
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class SendersApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Portals portals;
    private final Channels channels;
    private final Rows rows;
    private final Tenant tenant = Tenant.create();

    SendersApiTest(Portals portals, Channels channels, Rows rows) {
        this.portals = portals;
        this.channels = channels;
        this.rows = rows;
    }

    @Test
    void shouldRegisterWhatTheChannelsNeedAndSayWhatIsThere() {
        channel("with", Map.of("handler", "https://integrator.example/sms"));
        channel("without", Map.of());

        assertThat(states(get())).containsExactly("missing", "no-handler");
        assertThat(states(post())).containsExactly("registered", "no-handler");
        assertThat(states(post())).containsExactly("registered", "no-handler");
        assertThat(states(get())).containsExactly("registered", "no-handler");
    }

    @Test
    void shouldMakeASenderAnewOnAPortalThatCannotUpdateIt() {
        channel("old", Map.of("handler", "https://integrator.example/sms"));
        post();
        tenant.portal().faults().set(List.of(withoutMethod("messageservice.sender.update")));

        assertThat(states(post())).containsExactly("registered");
    }

    @Test
    void shouldShowAndRemoveASenderThatNoChannelHas() {
        var channel = channel("gone", Map.of("handler", "https://integrator.example/sms"));
        post();
        channels.delete(channel).await().atMost(PATIENCE);
        assertThat(states(get())).containsExactly("no-channel");

        Bridge.admin().delete(tenant.path() + "/senders/gone").then().statusCode(204);
        Bridge.admin().delete(tenant.path() + "/senders/gone").then().statusCode(204);

        assertThat(states(get())).isEmpty();
    }

    @Test
    void shouldRenewTokensThatAreTooOld() {
        tenant.portal().expireAccessTokens();

        assertThat(states(get())).isEmpty();
    }

    @Test
    void shouldSayThatThePortalRefused() {
        tenant.portal().faults().set(List.of(Fault.commandError("ACCESS_DENIED", 403)));

        Bridge.admin().get(tenant.path() + "/senders").then().statusCode(502);
        Bridge.admin().get(tenant.path() + "x/senders").then().statusCode(404);
    }

    private java.util.UUID channel(String code, Map<String, Object> settings) {
        var portal = portals.find(tenant.clientId(), tenant.memberId())
                .await()
                .atMost(PATIENCE)
                .orElseThrow();
        return channels.create(portal.id(), "kannel", code, Map.of(), settings)
                .await()
                .atMost(PATIENCE)
                .channel()
                .id();
    }

    private static Fault withoutMethod(String method) {
        Fault fault = Fault.commandError("ERROR_METHOD_NOT_FOUND", 404);
        return new Fault(fault.kind(), null, null, null, method, null, null, fault.error(), null, fault.status(), null);
    }

    /** Lets administrative calls be made at once again. */
    private void rest() {
        rows.select("UPDATE lane SET admin_level = 0", Tuple.tuple());
    }

    private JsonPath get() {
        rest();
        return Bridge.admin()
                .get(tenant.path() + "/senders")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath post() {
        rest();
        return Bridge.admin()
                .post(tenant.path() + "/senders")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static List<String> states(JsonPath page) {
        return page.getList("items.state");
    }
}
