package dev.dlrbridge.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dlrbridge.journal.OpenLanes;
import dev.dlrbridge.trace.Failures;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A lane is taken again only after it was handed back, with what is known of its budget. */
class LeaseholderTest {
    private static final long PATIENCE = 10;
    private static final Map<UUID, String> WORK = Map.of(new UUID(0, 1), "acme");

    private final Vertx vertx = Vertx.vertx();
    private final EventLoop loop = new EventLoop(vertx);
    private final HeldLanes lanes = new HeldLanes(new UUID(0, 9), new OpenLanes(null));
    private final SlowLeases leases = new SlowLeases();
    private final Leaseholder leaseholder =
            Lanes.leaseholder(leases, lanes, loop, new Failures(new SimpleMeterRegistry()));

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void shouldAcquireWhatIsWishedForAtOnce() throws InterruptedException {
        // When
        loop.execute(this::wish);

        // Then
        assertThat(leases.statements.poll(PATIENCE, TimeUnit.SECONDS)).isEqualTo("acquire");
    }

    @Test
    void shouldAcquireALaneOnlyWhenItIsHandedBack() throws InterruptedException {
        // Given
        lanes.acquired(WORK, List.of(Lanes.lane("acme")));

        // When
        CompletableFuture<Void> wished = CompletableFuture.runAsync(
                () -> {
                    leaseholder.releaseAllBut(lane -> false).subscribe().with(done -> {});
                    wish();
                },
                loop);

        // Then
        assertThat(wished).succeedsWithin(Duration.ofSeconds(PATIENCE));
        assertThat(leases.statements.poll()).isEqualTo("release");
        assertThat(leases.statements).isEmpty();
        assertThat(leaseholder.isIdle()).isFalse();
        leases.released.complete(null);
        assertThat(leases.statements.poll(PATIENCE, TimeUnit.SECONDS)).isEqualTo("acquire");
    }

    private void wish() {
        lanes.note(WORK);
        leaseholder.acquire();
    }

    /** Tells which statements were run. */
    private static final class SlowLeases extends LaneLeases {
        private final BlockingQueue<String> statements = new LinkedBlockingQueue<>();
        private final CompletableFuture<Void> released = new CompletableFuture<>();

        SlowLeases() {
            super(null);
        }

        @Override
        Uni<List<Lease>> acquire(UUID owner, Collection<String> accounts, Duration lease) {
            statements.add("acquire");
            return Uni.createFrom().item(List.of());
        }

        @Override
        Uni<Void> release(UUID owner, Collection<Lane> lanes, long nanos) {
            statements.add("release");
            return Uni.createFrom().completionStage(released);
        }
    }
}
