package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.dlrbridge.sandbox.answer.Fault;
import dev.dlrbridge.sandbox.answer.FaultKind;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.SandboxResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Portals that are not where they were, or do not say what they mean: none is lost. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class LostPortalsTest {
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    private final Rows rows;
    private final Tenant tenant = Tenant.create();

    LostPortalsTest(Rows rows) {
        this.rows = rows;
    }

    /** Nobody listens, nobody has the name, a web server knows no such page. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.9.8.7:1/rest/", "http://nowhere.invalid/rest/", "http://127.0.0.1:%d/gone/rest/"})
    void shouldFindAPortalThatIsNotAtItsAddressAnyMore(String address) {
        // given
        Map<String, Object> gone = new HashMap<>(tenant.portalRequest());
        gone.put("clientEndpoint", address.formatted(SandboxResource.sandbox().port()));
        Bridge.admin().body(gone).put(tenant.unproved()).then().statusCode(200);

        // when
        List<String> messages = report(3);

        // then
        awaitDelivered(messages);
        Bridge.admin()
                .get(tenant.path())
                .then()
                .body("clientEndpoint", equalTo(tenant.portal().clientEndpoint().toString()))
                .body("state", equalTo("active"));
        assertThat(tenant.portal().statistics().refreshes()).isOne();
    }

    @Test
    void shouldParkAPortalWhoseWebServerSaysNothingButThatThereIsNoSuchPage() {
        // given
        tenant.portal().faults().add(Fault.of(FaultKind.HTML));

        // when
        List<String> messages = report(1);

        // then
        await().atMost(TWO_MINUTES)
                .untilAsserted(() -> Bridge.admin()
                        .get(tenant.path())
                        .then()
                        .body("state", equalTo("parked"))
                        .body("reason", equalTo("HTTP_404")));
        assertThat(tenant.portal().statistics().refreshes())
                .as("one a minute at most")
                .isBetween(1L, 2L);

        // and when
        tenant.portal().faults().clear();
        Bridge.admin().post(tenant.path() + "/resume").then().statusCode(200);

        // then
        awaitDelivered(messages);
    }

    @ParameterizedTest
    @EnumSource(names = {"PHP_NOTICE", "GZIP", "HEADER_LOST"})
    void shouldDeliverWhateverTheWebServerDoesToCallsAndAnswers(FaultKind kind) {
        // given
        tenant.portal().faults().add(Fault.of(kind));

        // when
        List<String> messages = report(5);

        // then
        awaitDelivered(messages);
        assertThat(tenant.portal().statistics().refreshes()).isZero();
    }

    @Test
    void shouldRememberThatAPortalSeesTheTokenInTheBodyOnly() {
        // given
        tenant.portal().faults().add(Fault.of(FaultKind.HEADER_LOST));
        awaitDelivered(report(1));

        // when, then
        await().untilAsserted(() -> assertThat(rows.select(
                                "SELECT token_in_body FROM portal WHERE member_id = $1", Tuple.of(tenant.memberId()))
                        .iterator()
                        .next()
                        .getBoolean(0))
                .isTrue());
        long calls = tenant.portal().statistics().requests();
        awaitDelivered(report(1));
        assertThat(tenant.portal().statistics().requests()).isEqualTo(calls + 1);
    }

    private List<String> report(int number) {
        Tenant.Callback channel = tenant.channel("kannel");
        return Stream.generate(tenant::message)
                .limit(number)
                .peek(message -> assertThat(Bridge.get(channel.path() + "/" + message + "?type=1")
                                .statusCode())
                        .isEqualTo(200))
                .toList();
    }

    private void awaitDelivered(List<String> messages) {
        await().atMost(TWO_MINUTES)
                .untilAsserted(() -> assertThat(messages)
                        .allSatisfy(message -> assertThat(tenant.shown(message)).isEqualTo("delivered")));
    }
}
