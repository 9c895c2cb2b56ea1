package dev.dlrbridge.tenant.install;

import static dev.dlrbridge.tenant.install.LifeCycleFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.rest.Senders;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.event.Subscriptions;
import dev.dlrbridge.tenant.sender.SenderHealths;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A portal that has lost its senders or event handlers, without anyone's having told, has them again. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class HealingTest {
    private final LifeCycleFixture fixture;
    private final Healing healing;
    private final SenderHealths healths;
    private final Parking parking;
    private final Subscriptions subscriptions;
    private final Rows rows;
    private Tenant tenant;

    HealingTest(
            LifeCycleFixture fixture,
            Healing healing,
            SenderHealths healths,
            Parking parking,
            Subscriptions subscriptions,
            Rows rows) {
        this.subscriptions = subscriptions;
        this.fixture = fixture;
        this.healing = healing;
        this.healths = healths;
        this.parking = parking;
        this.rows = rows;
    }

    @BeforeEach
    void install() {
        tenant = fixture.installed();
        LifeCyclePost.install(tenant.portal(), tenant.portal().install()).send();
        fixture.rest();
    }

    @Test
    void shouldRegisterAgainWhatAnUpdateTookWhoseEventWasLost() {
        tenant.portal().update(tenant.clientId(), true);

        await(healing.compare(portal()));

        assertThat(handler()).isEqualTo(LifeCycleFixture.HANDLER);
        assertThat(tenant.portal().eventHandlers(tenant.clientId())).hasSize(3);
        view().body("senderState", equalTo("registered"))
                .body("missing", hasItems("sender1", "ONAPPUPDATE", "ONAPPUNINSTALL"));
    }

    @Test
    void shouldTellOnceOfASenderWhoseRegistrationEndedInACrash() {
        rows.select(
                "INSERT INTO webhook_endpoint (client_id, name, url, kinds, secret, state)"
                        + " VALUES ($1, 'main', 'https://integrator.example/hooks', ARRAY['sender.registered'], ''::bytea,"
                        + " 'active')",
                Tuple.of(tenant.clientId()));
        await(subscriptions.read());
        rows.select("UPDATE portal SET senders_told = '{}' WHERE member_id = $1", Tuple.of(tenant.memberId()));

        await(healing.compare(portal()));
        await(healing.compare(portal()));
        fixture.rest();
        LifeCyclePost.install(tenant.portal(), tenant.portal().install()).send();

        assertThat(told()).isOne();

        tenant.portal().update(tenant.clientId(), false);
        fixture.rest();
        await(healing.compare(portal()));

        assertThat(told()).isEqualTo(2);
        rows.select("DELETE FROM webhook_endpoint WHERE client_id = $1", Tuple.of(tenant.clientId()));
    }

    @Test
    void shouldAskOnceAndChangeNothingWhereNothingIsMissing() {
        long before = tenant.portal().statistics().requests();

        await(healing.compare(portal()));

        assertThat(tenant.portal().statistics().requests() - before).isEqualTo(1);
        view().body("senderState", equalTo("registered")).body("missing", equalTo(null));
        assertThat(hoursToNext()).isBetween(19.0, 25.0);
    }

    @Test
    void shouldSayThatAPortalDoesNotAnswerAndAskAgainInAnHour() {
        tenant.portal().faults().set(List.of(Fault.commandError("ACCESS_DENIED", 403)));

        await(healing.compare(portal()));

        view().body("senderState", equalTo("refused"));
        assertThat(hoursToNext()).isBetween(0.9, 1.0);
    }

    @Test
    void shouldSayThatASenderIsMissingThatCannotBeRegistered() {
        tenant.portal().update(tenant.clientId(), false);
        tenant.portal().faults().set(List.of(without("messageservice.sender.add")));

        await(healing.compare(portal()));

        view().body("senderState", equalTo("missing")).body("missing", hasItems("sender1"));
    }

    @Test
    void shouldTakeThosePortalsThatAreDue() {
        tenant.portal().update(tenant.clientId(), false);
        rows.select("UPDATE portal SET compare_at = now() WHERE member_id = $1", Tuple.of(tenant.memberId()));

        await(healing.runDue());

        assertThat(handler()).isEqualTo(LifeCycleFixture.HANDLER);
    }

    @Test
    void shouldCompareSoonAPortalThatWasWoken() {
        rows.select(
                "UPDATE portal SET state = 'parked', compare_at = now() + interval '1 day' WHERE member_id = $1",
                Tuple.of(tenant.memberId()));

        await(parking.resume(portal().id()));

        Awaitility.await().untilAsserted(() -> assertThat(hoursToNext()).isLessThan(0.1));
    }

    @Test
    void shouldCompareSoonAPortalWhoseStatusesAreRefusedForTheirSenderUnlessItWasAMomentAgo() {
        await(healths.suspect(portal().id()));
        assertThat(hoursToNext()).isGreaterThan(1);

        rows.select(
                "UPDATE portal SET compared_at = now() - interval '11 minutes' WHERE member_id = $1",
                Tuple.of(tenant.memberId()));
        await(healths.suspect(portal().id()));

        assertThat(hoursToNext()).isLessThan(0.1);
    }

    @Test
    void shouldCompareSoonAPortalThatRefusesAStatusForItsSender() {
        Tenant.Callback channel = tenant.channel("kannel");
        rows.select(
                "UPDATE portal SET compared_at = now() - interval '1 hour', compare_at = now() + interval '1 day'"
                        + " WHERE member_id = $1",
                Tuple.of(tenant.memberId()));
        tenant.portal().faults().set(List.of(Fault.commandError("ERROR_SENDER_VALIDATION_FAILURE", 400)));

        Bridge.get(channel.path() + "/" + tenant.message() + "?type=1&fid=a");

        Awaitility.await().untilAsserted(() -> assertThat(hoursToNext()).isLessThan(0.1));
    }

    private Portal portal() {
        return fixture.portal(tenant).orElseThrow();
    }

    private String handler() {
        return Senders.handler(tenant.portal(), tenant.clientId(), LifeCycleFixture.SENDER);
    }

    private ValidatableResponse view() {
        return Bridge.admin().get(tenant.path()).then().statusCode(200);
    }

    private double hoursToNext() {
        return rows.select(
                        "SELECT extract(epoch FROM compare_at - now())::float8 / 3600 FROM portal WHERE member_id = $1",
                        Tuple.of(tenant.memberId()))
                .get(0)
                .getDouble(0);
    }

    private static Fault without(String method) {
        return new Fault(
                dev.dlrbridge.sandbox.answer.FaultKind.COMMAND_ERROR,
                null,
                null,
                null,
                method,
                null,
                null,
                "ERROR_CORE",
                null,
                400,
                null);
    }

    private int told() {
        return rows.select("SELECT FROM webhook_event WHERE client_id = $1", Tuple.of(tenant.clientId()))
                .size();
    }
}
