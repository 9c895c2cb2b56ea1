package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of statuses when a portal is in trouble, and when it is out of it again. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class PortalTroubleTest {
    private static final Duration SECONDS = Duration.ofSeconds(10);

    private final Portals portals;
    private final Parking parking;
    private final Rows rows;
    private Tenant tenant;
    private Tenant.Callback channel;

    PortalTroubleTest(Portals portals, Parking parking, Rows rows) {
        this.portals = portals;
        this.parking = parking;
        this.rows = rows;
    }

    @BeforeEach
    void createTenant() {
        tenant = Tenant.create();
        channel = tenant.channel("kannel");
    }

    @Test
    void shouldParkAPortalOnceWithOneAlertAndSendWhatWaitedWhenItsNewPairComes() {
        // given
        tenant.portal().faults().add(Fault.error("PAYMENT_REQUIRED"));
        LogCapture log = LogCapture.open();
        try {

            // when
            List<String> messages = Stream.generate(this::report).limit(5).toList();

            // then
            awaitState("parked");
            Bridge.admin().get(tenant.path()).then().body("reason", equalTo("PAYMENT_REQUIRED"));
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("is parked"))
                    .hasSize(1);
            assertThat(messages)
                    .allSatisfy(message ->
                            assertThat(tenant.known(message).getString("state")).isEqualTo("pending"));

            // and when
            tenant.portal().faults().clear();
            Bridge.admin()
                    .body(tenant.portalRequest())
                    .put(tenant.unproved())
                    .then()
                    .statusCode(200);

            // then
            await().atMost(SECONDS).untilAsserted(() -> assertThat(messages).allSatisfy(this::assertDelivered));
        } finally {
            log.close();
        }
    }

    @Test
    void shouldSendWhatWaitedWhenAnOperatorResumesThePortal() {
        // given
        tenant.portal().faults().add(Fault.error("OVERLOAD_LIMIT"));
        String message = report();
        awaitState("parked");

        // when
        tenant.portal().faults().clear();
        parking.resume(id()).await().atMost(SECONDS);

        // then
        await().atMost(SECONDS).untilAsserted(() -> assertDelivered(message));
    }

    @Test
    void shouldResumeAPortalByAProbeThatSucceedsAndStayAwayAfterOneThatFails() {
        // given
        tenant.portal().faults().add(Fault.error("PORTAL_DELETED"));
        List<String> messages = Stream.generate(this::report).limit(5).toList();
        awaitState("parked");
        long calls = calls();

        // when
        tellThatItWasMended();

        // then
        await().atMost(SECONDS).untilAsserted(() -> assertThat(calls()).isEqualTo(calls + 1));
        awaitState("parked");

        // and when
        tenant.portal().faults().clear();
        tellThatItWasMended();

        // then
        await().atMost(SECONDS).untilAsserted(() -> assertThat(messages).allSatisfy(this::assertDelivered));
        awaitState("active");
    }

    @Test
    void shouldParkThePortalWhoseTokenChainIsCut() {
        // given
        tenant.portal().expireAccessTokens();
        tenant.portal().expireRefreshTokens();

        // when
        report();

        // then
        awaitState("parked");
        Bridge.admin().get(tenant.path()).then().body("reason", equalTo("INVALID_GRANT"));
    }

    @Test
    void shouldRefreshOnceAndNeverFollowWhenThePortalRedirects() {
        // given
        tenant.portal().faults().add(Fault.of(FaultKind.REDIRECT).times(1));

        // when
        String message = report();

        // then
        await().atMost(SECONDS).untilAsserted(() -> assertDelivered(message));
        assertThat(tenant.portal().statistics().refreshes()).isOne();
    }

    @Test
    void shouldSendTheOthersOfABatchWhenOneMessageIsRefused() {
        // given
        tenant.portal().faults().add(Fault.timed(FaultKind.DELAY, 300).times(2));
        tenant.portal()
                .faults()
                .add(Fault.commandError("ERROR_MESSAGE_STATUS_INCORRECT").times(1));

        // when
        List<String> messages = Stream.generate(this::report).limit(10).toList();

        // then
        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(messages)
                        .extracting(message -> tenant.known(message).getString("state"))
                        .containsOnly("forwarded", "rejected")
                        .containsOnlyOnce("rejected"));
    }

    @Test
    void shouldNotDelayOtherPortalsWhenOneHangs() {
        // given
        tenant.portal().faults().add(Fault.of(FaultKind.HANG));
        Stream.generate(this::report).limit(20).forEach(message -> {});
        Tenant other = Tenant.create();
        Tenant.Callback otherChannel = other.channel("kannel");

        // when
        String message = other.message();
        Bridge.get(otherChannel.path() + "/" + message + "?type=1");

        // then
        await().atMost(SECONDS)
                .untilAsserted(() -> assertThat(other.shown(message)).isEqualTo("delivered"));
        assertThat(calls()).isLessThanOrEqualTo(2);
        tenant.portal().faults().clear();
    }

    /** Long after it was parked, or probed: sooner it would not be called at once. */
    private void tellThatItWasMended() {
        rows.select("UPDATE portal SET updated_at = now() - interval '1 hour' WHERE id = $1", Tuple.of(id()));
        parking.probe(id()).await().atMost(SECONDS);
    }

    private String report() {
        String message = tenant.message();
        assertThat(Bridge.get(channel.path() + "/" + message + "?type=1").statusCode())
                .isEqualTo(200);
        return message;
    }

    private void assertDelivered(String message) {
        assertThat(tenant.shown(message)).isEqualTo("delivered");
        assertThat(tenant.known(message).getString("state")).isEqualTo("forwarded");
    }

    private void awaitState(String state) {
        await().atMost(SECONDS)
                .untilAsserted(() -> Bridge.admin().get(tenant.path()).then().body("state", equalTo(state)));
    }

    private long calls() {
        return tenant.portal().statistics().requests();
    }

    private UUID id() {
        return portals.find(tenant.clientId(), tenant.memberId())
                .await()
                .atMost(SECONDS)
                .orElseThrow()
                .id();
    }
}
