package dev.dlrbridge.tenant.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.sandbox.portal.Portal;
import dev.dlrbridge.sandbox.rest.Senders;
import dev.dlrbridge.testing.Bridge;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Integrator;
import dev.dlrbridge.testing.Integrator.Received;
import dev.dlrbridge.testing.PortalSettingsBuilder;
import dev.dlrbridge.testing.Rows;
import dev.dlrbridge.testing.SandboxResource;
import dev.dlrbridge.testing.Tenant;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many customers install at once, each with his portal's request limit; {@code -Dinstalls=1000} is the promise. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class ManyInstallsTest {
    private static final int INSTALLS = Integer.getInteger("installs", 60);
    private static final Duration PROMISED = Duration.ofSeconds(60);

    private static final String HOOK = "/hook";

    private final Integrator integrator = new Integrator();
    private final LifeCycleFixture fixture;
    private final Rows rows;

    ManyInstallsTest(LifeCycleFixture fixture, Rows rows) {
        this.fixture = fixture;
        this.rows = rows;
    }

    @AfterEach
    void close() {
        integrator.close();
    }

    @Test
    void shouldServeEachPortalWithinAMinuteAndHitNoLimit() throws InterruptedException {
        String clientId = "app." + Tenant.newId();
        List<Portal> portals =
                Stream.generate(() -> portal(clientId)).limit(INSTALLS).toList();
        fixture.know(portals.get(0));
        Bridge.admin()
                .body(Map.of(
                        "gateway", "kannel",
                        "senderCode", "provider1",
                        "settings", Map.of("handler", LifeCycleFixture.HANDLER)))
                .put("/applications/" + clientId + "/template")
                .then()
                .statusCode(200);

        Bridge.admin()
                .body(Map.of("url", integrator.url(HOOK), "kinds", List.of("portal.installed", "sender.registered")))
                .put("/applications/" + clientId + "/endpoints/main")
                .then()
                .statusCode(200);

        long began = System.nanoTime();
        installAll(portals);

        Awaitility.await()
                .atMost(PROMISED)
                .until(() -> portals.stream().allMatch(portal -> isServed(portal, clientId)));
        Duration served = Duration.ofNanos(System.nanoTime() - began);
        assertThat(served).isLessThan(PROMISED);
        Awaitility.await()
                .atMost(PROMISED)
                .untilAsserted(() -> assertThat(told("sender.registered")).hasSize(INSTALLS));
        System.out.printf(
                "%d portals were served within %s, and told of %s after the first install%n",
                INSTALLS, served, Duration.ofNanos(System.nanoTime() - began));
        assertThat(told("portal.installed"))
                .containsExactlyInAnyOrderElementsOf(
                        portals.stream().map(Portal::memberId).toList());
        assertThat(told("sender.registered")).doesNotHaveDuplicates();
        assertThat(integrator.at(HOOK))
                .extracting(Received::id)
                .doesNotHaveDuplicates()
                .hasSize(2 * INSTALLS);
        assertThat(portals)
                .allSatisfy(
                        portal -> assertThat(portal.statistics().limitHits()).isZero());
        assertThat(portalsWithOneChannel(clientId)).isEqualTo(INSTALLS);
    }

    /** The portals of which events of a type were told, once for each time that one came. */
    private List<String> told(String type) {
        return integrator.at(HOOK).stream()
                .map(Received::json)
                .filter(event -> event.getString("type").equals(type))
                .map(event -> event.getJsonObject("data").getString("memberId"))
                .toList();
    }

    private long portalsWithOneChannel(String clientId) {
        return rows.select("""
                        SELECT p.id
                          FROM portal p
                          JOIN channel c ON c.portal_id = p.id
                         WHERE p.client_id = $1
                         GROUP BY p.id
                        HAVING count(*) = 1
                        """, Tuple.of(clientId)).size();
    }

    private static Portal portal(String clientId) {
        return SandboxResource.sandbox()
                .createPortal(PortalSettingsBuilder.portal(Tenant.newId())
                        .clientId(clientId)
                        .clientSecret("secret-of-" + clientId)
                        .build());
    }

    private static void installAll(List<Portal> portals) throws InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(16);
        portals.forEach(portal -> workers.submit(
                () -> LifeCyclePost.install(portal, portal.install()).status()));
        workers.shutdown();
        assertThat(workers.awaitTermination(PROMISED.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    private static boolean isServed(Portal portal, String clientId) {
        return Senders.handler(portal, clientId, "provider1") != null
                && portal.eventHandlers(clientId).size() == 3;
    }
}
