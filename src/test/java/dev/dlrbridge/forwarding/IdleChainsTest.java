package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a portal that has nothing to be told for weeks, so that its refresh token would lapse. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class IdleChainsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final IdleChains chains;
    private final Rows rows;
    private Tenant tenant;

    IdleChainsTest(IdleChains chains, Rows rows) {
        this.chains = chains;
        this.rows = rows;
    }

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create();
    }

    @Test
    void shouldRenewOnceWhenThePortalWasIdleForThreeWeeks() {
        // given
        idleFor(21);

        // when
        renew();
        renew();

        // then
        assertThat(tenant.portal().statistics().refreshes()).isEqualTo(1);
        assertState("active", null);
    }

    @Test
    void shouldLeaveThePairAloneBeforeTheThirdWeek() {
        // given
        idleFor(13);

        // when
        renew();

        // then
        assertThat(tenant.portal().statistics().refreshes()).isZero();
    }

    @Test
    void shouldParkThePortalWithOneAlertWhenItsChainHasLapsed() {
        // given
        idleFor(21);
        tenant.portal().expireRefreshTokens();
        try (LogCapture log = LogCapture.open()) {

            // when
            renew();

            // then
            assertState("parked", "INVALID_GRANT");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("is parked"))
                    .singleElement()
                    .asString()
                    .contains("INVALID_GRANT");
            assertThat(log.errors()).isEmpty();
        }
    }

    @Test
    void shouldTryAgainInTheNextRunWhenTheServerHasTrouble() {
        // given
        idleFor(21);
        tenant.portal().faults().add(Fault.error("INTERNAL_SERVER_ERROR").onOAuth());

        // when
        renew();

        // then
        assertState("active", null);
        tenant.portal().faults().clear();
        renew();
        assertThat(tenant.portal().statistics().refreshes()).isEqualTo(1);
    }

    private void renew() {
        chains.renew().await().atMost(PATIENCE);
    }

    private void idleFor(int days) {
        rows.select(
                "UPDATE portal SET refreshed_at = now() - $2 * interval '1 day' WHERE member_id = $1",
                Tuple.of(tenant.memberId(), days));
    }

    private void assertState(String state, String reason) {
        Bridge.admin().get(tenant.path()).then().body("state", equalTo(state)).body("reason", equalTo(reason));
    }
}
