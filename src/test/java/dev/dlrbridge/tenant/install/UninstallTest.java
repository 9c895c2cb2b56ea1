package dev.dlrbridge.tenant.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class UninstallTest {
    private final LifeCycleFixture fixture;
    private final Rows rows;

    UninstallTest(LifeCycleFixture fixture, Rows rows) {
        this.fixture = fixture;
        this.rows = rows;
    }

    @Test
    void shouldNoteTheEndOfTheApplicationAndKeepTheData() {
        Tenant tenant = fixture.installed();

        assertThat(LifeCyclePost.uninstall(tenant.portal(), tenant.tokens().applicationToken(), false)
                        .status())
                .isEqualTo(200);

        assertThat(fixture.portal(tenant)).map(Portal::state).contains(PortalState.UNINSTALLED);
        assertAudited(tenant, "portal.uninstall");
    }

    @Test
    void shouldRemoveThePortalWhenItsDataIsToGo() {
        Tenant tenant = fixture.installed();

        assertThat(LifeCyclePost.uninstall(tenant.portal(), tenant.tokens().applicationToken(), true)
                        .status())
                .isEqualTo(200);

        assertThat(fixture.portal(tenant)).isEmpty();
        assertThat(rows.select("SELECT cause FROM erasure WHERE member_id = $1", Tuple.of(tenant.memberId()))
                        .get(0)
                        .getString(0))
                .isEqualTo("uninstall");
        assertAudited(tenant, "portal.erase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "0123456789abcdef0123456789abcdef"})
    void shouldRefuseAWrongToken(String token) {
        Tenant tenant = fixture.installed();
        long calls = tenant.portal().statistics().requests();

        assertThat(LifeCyclePost.uninstall(tenant.portal(), token, true).status())
                .isEqualTo(403);

        assertThat(fixture.portal(tenant)).map(Portal::state).contains(PortalState.ACTIVE);
        assertThat(tenant.portal().statistics().requests()).isEqualTo(calls);
    }

    @Test
    void shouldRefuseAnotherPortalsTokenAndAnUnknownPortal() {
        Tenant tenant = fixture.installed();
        Tenant other = fixture.installed();
        Tenant unknown = fixture.tenant();

        assertThat(LifeCyclePost.uninstall(tenant.portal(), other.tokens().applicationToken(), true)
                        .status())
                .isEqualTo(403);
        assertThat(LifeCyclePost.uninstall(unknown.portal(), unknown.tokens().applicationToken(), true)
                        .status())
                .isEqualTo(403);

        assertThat(fixture.portal(tenant)).isPresent();
    }

    @Test
    void shouldTakeAPaymentAsAHintOnly() {
        Tenant tenant = fixture.installed();
        rows.select(
                "UPDATE portal SET state = 'parked', reason = 'PAYMENT_REQUIRED', probe_at = now() + interval '1 day',"
                        + " updated_at = now() - interval '1 day' WHERE member_id = $1",
                Tuple.of(tenant.memberId()));

        assertThat(LifeCyclePost.about("ONAPPPAYMENT", tenant.portal())
                        .with("data[PAYMENT_EXPIRED]", "N")
                        .status())
                .isEqualTo(200);

        assertThat(fixture.portal(tenant)).map(Portal::state).contains(PortalState.PARKED);
        assertThat(rows.select("SELECT probe_at <= now() FROM portal WHERE member_id = $1", Tuple.of(tenant.memberId()))
                        .get(0)
                        .getBoolean(0))
                .isTrue();
    }

    @Test
    void shouldNotWakeAPortalThatTheOperatorParked() {
        Tenant tenant = fixture.installed();
        rows.select(
                "UPDATE portal SET state = 'parked', reason = 'OPERATOR', updated_at = now() - interval '1 day'"
                        + " WHERE member_id = $1",
                Tuple.of(tenant.memberId()));

        assertThat(LifeCyclePost.about("ONAPPPAYMENT", tenant.portal())
                        .with("data[PAYMENT_EXPIRED]", "N")
                        .status())
                .isEqualTo(200);

        assertThat(rows.select("SELECT probe_at FROM portal WHERE member_id = $1", Tuple.of(tenant.memberId()))
                        .get(0)
                        .getValue(0))
                .isNull();
    }

    private void assertAudited(Tenant tenant, String action) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(rows.select(
                                "SELECT role FROM audit WHERE actor = 'bitrix24' AND action = $1 AND target = $2",
                                Tuple.of(action, tenant.path())))
                        .extracting(row -> row.getString(0))
                        .containsExactly("system"));
    }
}
