package dev.dlrbridge.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.event.EventKind;
import dev.dlrbridge.testing.DatabaseResource;
import dev.dlrbridge.testing.Integrator;
import dev.dlrbridge.testing.Integrator.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An endpoint that never answers changes nothing for the others; {@code -Dwebhook.endpoints=100} measures more of them. */
@QuarkusTest
@WithTestResource(DatabaseResource.class)
class OneHangingEndpointTest {
    private static final int ENDPOINTS = Integer.getInteger("webhook.endpoints", 20);
    private static final int ROUNDS = 10;
    private static final String HANGING = "/hanging";

    /** Of a loaded machine's making. */
    private static final Duration JITTER = Duration.ofMillis(300);

    private final Integrator integrator = new Integrator();
    private final CountDownLatch never = new CountDownLatch(1);
    private final WebhookFixture fixture;

    OneHangingEndpointTest(WebhookFixture fixture) {
        this.fixture = fixture;
    }

    @AfterEach
    void close() {
        never.countDown();
        integrator.close();
    }

    @Test
    void shouldDelayNoOther() {
        // given
        Map<String, Portal> others = new HashMap<>();
        for (int i = 0; i < ENDPOINTS - 1; i++) {
            others.put("/e" + i, endpoint("/e" + i));
        }
        Portal hanging = endpoint(HANGING);
        integrator.answers(HANGING, Answer.after(never, Answer.status(200)));
        latency(others);
        Duration alone = latency(others);

        // when
        for (int i = 0; i < 50; i++) {
            fixture.write(fixture.portalOf(hanging.clientId()), EventKind.SENDER_MISSING, Map.of());
        }
        await().untilAsserted(() -> assertThat(integrator.at(HANGING)).isNotEmpty());
        Duration beside = latency(others);

        // then
        System.out.printf("99%% of %d endpoints: %s alone, %s beside one that hangs%n", ENDPOINTS, alone, beside);
        assertThat(beside).isLessThan(alone.multipliedBy(12).dividedBy(10).plus(JITTER));
        assertThat(integrator.at(HANGING)).hasSizeLessThan(50);
    }

    private Portal endpoint(String path) {
        Portal portal = fixture.portal();
        fixture.endpoint(portal.clientId(), integrator.url(path), EventKind.SENDER_MISSING);
        return portal;
    }

    /** From the writing of an event to its arrival, of 99 in 100. */
    private Duration latency(Map<String, Portal> endpoints) {
        Map<UUID, Long> written = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            endpoints.forEach((path, portal) -> {
                long now = System.nanoTime();
                written.put(fixture.write(portal, EventKind.SENDER_MISSING, Map.of()), now);
            });
        }
        List<Duration> latencies = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            latencies.clear();
            endpoints
                    .keySet()
                    .forEach(path -> integrator.at(path).stream()
                            .filter(event -> written.containsKey(UUID.fromString(event.id())))
                            .map(event -> Duration.ofNanos(event.at() - written.get(UUID.fromString(event.id()))))
                            .forEach(latencies::add));
            assertThat(latencies).hasSize(written.size());
        });
        latencies.sort(null);
        return latencies.get(latencies.size() * 99 / 100);
    }
}
