package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessage.Kind;
import dev.dlrbridge.journal.DueMessages.Want;
import dev.dlrbridge.journal.OpenLanes;
import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In which turn messages go into calls, and what follows the end of one; without a lease none of them is sent. */
class CallsTest {
    private static final UUID PORTAL = new UUID(0, 1);
    private static final PortalAccess ACCESS = new PortalAccess(URI.create("https://acme.bitrix24.de/rest/"), "token");

    private final Vertx vertx = Vertx.vertx();
    private final EventLoop loop = new EventLoop(vertx);
    private final HeldLanes lanes = new HeldLanes(new UUID(0, 9), new OpenLanes(null));
    private final Lane lane = Lanes.lane("acme");
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final Calls calls = calls();

    @BeforeEach
    void holdAnIdleLaneWhoseLeaseHasRunOut() {
        lanes.note(Map.of(PORTAL, "acme"));
        lanes.acquired(lanes.wishes(), List.of(lane));
        List<Want> wants = lanes.wants(0);
        lanes.takeBegins(wants);
        lanes.takeEnds(wants, 0);
        lane.ownedUntil(Long.MIN_VALUE);
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void shouldSendFirstSendsBeforeRepeatsAndConfirmationsLast() throws InterruptedException {
        // Given: a call for each message
        lane.portal(PORTAL).singleCallsOnly();

        // When
        begin(message("c", Kind.CONFIRMATION, 0), message("r", Kind.FIRST, 1), message("f", Kind.FIRST, 0));

        // Then
        assertThat(ended(3)).containsExactly("f", "r", "c");
    }

    @Test
    void shouldAskForMoreWhenACallWithConfirmationsEnds() throws InterruptedException {
        // When
        begin(message("f", Kind.FIRST, 0), message("c", Kind.CONFIRMATION, 0));

        // Then
        assertThat(ended(1)).containsExactly("f", "c");
        assertThat(lane.portalsWithWork()).containsExactly(PORTAL);
    }

    @Test
    void shouldAskForNothingWhenAnyOtherCallEnds() throws InterruptedException {
        // When
        begin(message("f", Kind.FIRST, 0));

        // Then
        assertThat(ended(1)).containsExactly("f");
        assertThat(lane.portalsWithWork()).isEmpty();
    }

    private void begin(DueMessage... messages) {
        loop.execute(() -> calls.begin(lane, lane.portal(PORTAL), ACCESS, List.of(messages), System.nanoTime()));
    }

    /** @return ids of the messages of so many calls, in the order of their ends */
    private List<String> ended(int calls) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Outcome outcome = outcomes.poll(10, TimeUnit.SECONDS);
            assertThat(outcome).isNotNull();
            outcome.settlements()
                    .forEach(settlement -> ids.add(settlement.message().messageId()));
        }
        return ids;
    }

    private Calls calls() {
        var registry = new SimpleMeterRegistry();
        var metrics = new ForwardingMetrics(registry);
        var failures = new Failures(registry);
        StatusCall call = new StatusCall(null, null, metrics, Tracing.off(), System::nanoTime, loop, failures);
        return new Calls(lanes, call, null, null, metrics, loop, System::nanoTime, outcomes::add, failures);
    }

    private static DueMessage message(String id, Kind kind, int refusals) {
        return new DueMessage(
                PORTAL,
                id,
                "sender",
                Status.DELIVERED,
                OffsetDateTime.parse("2026-06-01T12:00:00Z"),
                refusals,
                refusals,
                Duration.ZERO,
                Duration.ZERO,
                kind);
    }
}
