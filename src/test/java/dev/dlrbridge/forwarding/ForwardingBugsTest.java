package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.bitrix24.PortalAccess;
import dev.dlrbridge.gateway.Status;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.journal.DueMessages;
import dev.dlrbridge.journal.OpenLanes;
import dev.dlrbridge.journal.Settlement;
import dev.dlrbridge.testing.Broken;
import dev.dlrbridge.testing.LogCapture;
import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bug of ours in the work on lanes is one line of the log, and the work goes on. */
class ForwardingBugsTest {
    private static final UUID PORTAL = new UUID(1, 1);
    private static final String ACCOUNT = "account";
    private static final DueMessage PROBE = new DueMessage(
            PORTAL,
            "m1",
            "sender",
            Status.DELIVERED,
            OffsetDateTime.parse("2026-06-01T12:00:00Z"),
            0,
            0,
            Duration.ZERO,
            Duration.ZERO,
            DueMessage.Kind.PROBE);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final Failures failures = new Failures(registry);
    private final HeldLanes lanes = new HeldLanes(UUID.randomUUID(), new OpenLanes(null));
    private final DueMessages brokenStore = Broken.of(DueMessages.class);
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private Vertx vertx;
    private EventLoop loop;
    private Lane lane;
    private LogCapture log;

    @BeforeEach
    void holdALaneWithWork() {
        vertx = Vertx.vertx();
        loop = new EventLoop(vertx);
        lane = new Lane(Lanes.lease(ACCOUNT), System.nanoTime(), new Random(1));
        lane.ownedUntil(Long.MAX_VALUE);
        lanes.note(Map.of(PORTAL, ACCOUNT));
        log = LogCapture.open();
    }

    @AfterEach
    void stop() {
        log.close();
        vertx.close();
    }

    @Test
    void shouldGoOnTakingWhenTakingHasABug() {
        lanes.acquired(lanes.wishes(), List.of(lane));
        Takes takes = new Takes(
                UUID.randomUUID(), lanes, brokenStore, null, null, loop, System::nanoTime, () -> {}, failures);

        loop.execute(takes::take);

        assertLoud("take", 2);
    }

    @Test
    void shouldKeepOutcomesWhenSettlingHasABug() {
        SettlementQueue queue = new SettlementQueue(brokenStore, loop, (batch, again) -> {}, failures);

        loop.execute(() -> queue.add(List.of(Settlement.forwarded(PROBE))));

        assertLoud("settle", 2);
        assertThat(queue.isEmpty()).isFalse();
    }

    @Test
    void shouldGoOnAcquiringWhenLeasingHasABug() {
        Leaseholder leaseholder = Lanes.leaseholder(Broken.of(LaneLeases.class), lanes, loop, failures);

        loop.execute(leaseholder::acquire);
        assertLoud("lease", 1);
        loop.execute(() -> {
            lanes.note(Map.of(PORTAL, ACCOUNT));
            leaseholder.acquire();
        });

        assertLoud("lease", 2);
    }

    @Test
    void shouldEndTheCallWhenCallingAndParkingHaveBugs() throws InterruptedException {
        StatusCall call = new StatusCall(null, null, null, Tracing.off(), System::nanoTime, loop, failures);
        Calls calls = new Calls(
                new HeldLanes(UUID.randomUUID(), new OpenLanes(null)),
                call,
                null,
                null,
                null,
                loop,
                System::nanoTime,
                outcomes::add,
                failures);
        PortalAccess access = new PortalAccess(URI.create("https://acme.bitrix24.de/rest/"), "token");

        loop.execute(() -> calls.begin(lane, lane.portal(PORTAL), access, List.of(PROBE), System.nanoTime()));

        assertThat(outcomes.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(lane.callsUnderWay()).isZero();
        assertThat(count("status-call")).isEqualTo(1);
        assertThat(count("call")).isEqualTo(1);
        assertThat(log.errors()).hasSize(2).allMatch(line -> line.contains("NullPointerException"));
    }

    private void assertLoud(String place, int times) {
        Awaitility.await().until(() -> count(place) >= times);
        assertThat(log.errors())
                .singleElement()
                .asString()
                .contains('"' + place + '"', "NullPointerException", "\tat ");
    }

    private double count(String place) {
        return registry.counter("dlrbridge.unexpected.failures", "place", place).count();
    }
}
