package dev.dlrbridge.tenant;

import static dev.dlrbridge.tenant.TenantFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.testing.DatabaseResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ParkingTest {
    private final TenantFixture fixture;
    private final Portals portals;
    private final Parking parking;
    private final Pool pool;
    private final Woken woken;
    private Portal portal;

    ParkingTest(TenantFixture fixture, Portals portals, Parking parking, Pool pool, Woken woken) {
        this.fixture = fixture;
        this.portals = portals;
        this.parking = parking;
        this.pool = pool;
        this.woken = woken;
    }

    @BeforeEach
    void makePortal() {
        portal = fixture.portal();
        woken.events().clear();
    }

    @Test
    void shouldAskForOneAlertOnlyWhenAnActivePortalIsParked() {
        assertThat(await(parking.park(portal.id(), "PAYMENT_REQUIRED", true))).isPresent();
        assertThat(await(parking.park(portal.id(), "PORTAL_DELETED", true))).isEmpty();

        assertThat(await(portals.byId(portal.id())))
                .hasValueSatisfying(parked -> assertThat(parked)
                        .returns(PortalState.PARKED, Portal::state)
                        .returns(Optional.of("PAYMENT_REQUIRED"), Portal::reason));
    }

    @Test
    void shouldProbeAfterAnHourThenMoreAndMoreSeldom() {
        await(parking.park(portal.id(), "PAYMENT_REQUIRED", true));
        assertThat(hoursUntilProbe()).isBetween(0.74, 1.26);

        for (int failed = 0; failed < 8; failed++) {
            parkedForLong();
            await(parking.probe(portal.id()));
            assertThat(await(parking.park(portal.id(), "PORTAL_DELETED", true))).isEmpty();
        }

        assertThat(hoursUntilProbe()).isBetween(17.9, 30.1);
        assertThat(await(portals.byId(portal.id())).orElseThrow().reason()).contains("PORTAL_DELETED");
    }

    @Test
    void shouldLeaveThePortalOfAnOperatorAlone() {
        await(parking.park(portal.id(), "OPERATOR", false));

        assertThat(await(parking.park(portal.id(), "PAYMENT_REQUIRED", true))).isEmpty();
        assertThat(await(parking.probe(portal.id()))).isFalse();
        assertThat(await(parking.resumeProbed(portal.id()))).isFalse();
        assertThat(await(portals.byId(portal.id())).orElseThrow().reason()).contains("OPERATOR");
        assertThat(woken.events()).isEmpty();
    }

    @Test
    void shouldTellThatAPortalIsAwakeWhenAnOperatorAProbeOrANewPairWakesIt() {
        PortalWoken expected = new PortalWoken(portal.id(), portal.account());

        await(parking.park(portal.id(), "OPERATOR", false));
        assertThat(await(parking.resume(portal.id()))).isTrue();
        await(parking.park(portal.id(), "PAYMENT_REQUIRED", true));
        assertThat(await(parking.resumeProbed(portal.id()))).isTrue();
        await(parking.park(portal.id(), "INVALID_GRANT", false));
        fixture.portal(portal.clientId(), portal.memberId());

        assertThat(woken.events()).containsExactly(expected, expected, expected);
        assertThat(await(parking.resume(portal.id()))).isFalse();
        assertThat(woken.events()).hasSize(3);
    }

    @Test
    void shouldProbeAtOnceAtASignThatThePortalWasMended() {
        assertThat(await(parking.probe(portal.id()))).isFalse();
        await(parking.park(portal.id(), "PAYMENT_REQUIRED", true));
        parkedForLong();

        assertThat(await(parking.probe(portal.id()))).isTrue();

        assertThat(hoursUntilProbe()).isLessThanOrEqualTo(0);
        assertThat(woken.events()).containsExactly(new PortalWoken(portal.id(), portal.account()));
    }

    @Test
    void shouldNotProbeMoreThanOnceAMinuteHoweverManySignsThereAre() {
        await(parking.park(portal.id(), "PAYMENT_REQUIRED", true));

        await(parking.probe(portal.id()));
        await(parking.probe(portal.id()));

        assertThat(hoursUntilProbe() * 60).isBetween(0.5, 1.0);
    }

    @Test
    void shouldWakeThePortalsOfAnApplicationThatWereParkedForItsSake() {
        Portal other = fixture.portal(portal.clientId(), UUID.randomUUID().toString());
        await(parking.park(portal.id(), "INVALID_CLIENT", false));
        await(parking.park(other.id(), "PAYMENT_REQUIRED", true));
        woken.events().clear();

        assertThat(await(parking.resumeOf(portal.clientId(), Set.of("INVALID_CLIENT", "WRONG_CLIENT"))))
                .isTrue();

        assertThat(woken.events()).containsExactly(new PortalWoken(portal.id(), portal.account()));
    }

    private void parkedForLong() {
        await(pool.preparedQuery("UPDATE portal SET updated_at = now() - interval '1 hour' WHERE id = $1")
                .execute(Tuple.of(portal.id())));
    }

    private double hoursUntilProbe() {
        Row row = await(pool.preparedQuery(
                                "SELECT extract(epoch FROM probe_at - now())::float8 / 3600 FROM portal WHERE id = $1")
                        .execute(Tuple.of(portal.id())))
                .iterator()
                .next();
        return row.getDouble(0);
    }

    /** Hears what is told. */
    @ApplicationScoped
    static class Woken {
        private final List<PortalWoken> events = new CopyOnWriteArrayList<>();

        List<PortalWoken> events() {
            return events;
        }

        void hear(@Observes PortalWoken event) {
            events.add(event);
        }
    }
}
