package dev.dlrbridge.webhook;

import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import dev.dlrbridge.tenant.event.EventsWritten;
import dev.dlrbridge.trace.Failures;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Claims what is due and has it delivered: a second after the last look at the latest, soon when an event was written, and
 * at once when a line was given back. Each endpoint has a few calls under way at most, so that none takes another's.
 */
@ApplicationScoped
class Deliverer {
    /** An event is told of before its commit. */
    private static final long SOON_MS = 20;

    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(Deliverer.class);

    private final Lines lines;
    private final Delivery delivery;
    private final WebhookConfig config;
    private final Vertx vertx;
    private final Job job;
    private final Failures.Place failures;
    private final Map<String, Integer> busy = new ConcurrentHashMap<>();
    private final AtomicBoolean planned = new AtomicBoolean();
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final CountDownLatch idle = new CountDownLatch(1);
    private volatile boolean stopping;

    Deliverer(Lines lines, Delivery delivery, WebhookConfig config, Vertx vertx, Jobs jobs, Failures failures) {
        this.lines = lines;
        this.delivery = delivery;
        this.config = config;
        this.vertx = vertx;
        this.failures = failures.at("webhook-run", Deliverer.class);
        this.job = jobs.job(
                "webhook-delivery", Deliverer.class, "Events wait for the next look at the outbox", () -> stopping);
    }

    @Scheduled(every = "1s", identity = "webhook-delivery")
    Uni<Void> look() {
        return job.run(this::claim);
    }

    void written(@Observes EventsWritten events) {
        lookSoon();
    }

    /** What is under way is ended, lest another replica find out after minutes only; what takes too long is left to it. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        if (!busy.isEmpty() && !idle.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("Events under way are left to another replica, when their claims have ended");
        }
    }

    private void lookSoon() {
        if (planned.compareAndSet(false, true)) {
            vertx.setTimer(SOON_MS, timer -> {
                planned.set(false);
                look().subscribe().with(done -> {});
            });
        }
    }

    private Uni<Void> claim() {
        int free = config.calls()
                - busy.values().stream().mapToInt(Integer::intValue).sum();
        if (free <= 0) { // whatever ends looks again
            return Uni.createFrom().voidItem();
        }
        if (!claiming.compareAndSet(false, true)) {
            lookSoon();
            return Uni.createFrom().voidItem();
        }
        return lines.claim(Map.copyOf(busy), config.callsPerEndpoint(), free, delivery.lease())
                .invoke(this::begin)
                .onTermination()
                .invoke(() -> claiming.set(false))
                .replaceWithVoid();
    }

    private void begin(List<Claim> claims) {
        claims.forEach(claim -> {
            String endpoint = claim.line().endpointKey();
            busy.merge(endpoint, 1, Integer::sum);
            Uni.createFrom()
                    .deferred(() -> delivery.run(claim, () -> stopping))
                    .onFailure()
                    .invoke(failure -> failures.note("Events wait until their claim has ended", failure))
                    .onFailure()
                    .recoverWithNull()
                    .onTermination()
                    .invoke(() -> ended(endpoint))
                    .subscribe()
                    .with(done -> {});
        });
    }

    private void ended(String endpoint) {
        busy.computeIfPresent(endpoint, (key, calls) -> calls == 1 ? null : calls - 1);
        if (stopping && busy.isEmpty()) {
            idle.countDown();
        }
        lookSoon();
    }
}
