package dev.dlrbridge.tenant.install;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dlrbridge.job.Job;
import dev.dlrbridge.job.Jobs;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets so many posts be verified at once: each costs a call to the authorisation server, over the connections by which
 * tokens are refreshed. The others wait, and take turns by sender and by the account they name, so that nobody who posts
 * forged ones can keep a genuine one out.
 */
@ApplicationScoped
class VerificationSlots {
    static final int MOST = 12;
    /** An account that answers slowly does not hold them all. */
    static final int MOST_OF_ACCOUNT = MOST / 2;

    static final int MOST_WAITING = 1_000;

    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final Cache<UUID, Boolean> refuted = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED)
            .build();
    private final FairQueue<Waiting> queue = new FairQueue<>();
    private final Map<String, Integer> underWay = new HashMap<>();
    private final Clock clock;
    private final Job job;
    private int all;

    VerificationSlots(Clock clock, Jobs jobs) {
        this.clock = clock;
        this.job = jobs.inMemory(
                "verification-patience", VerificationSlots.class, "Who waits too long waits another second");
    }

    private record Waiting(
            String account,
            Supplier<Uni<Verdict>> verification,
            UniEmitter<? super Verdict> verdict,
            Context context,
            Instant since) {
        /** Where it came from, so that nobody goes on in another's context. */
        void run(Runnable task) {
            if (context == null) {
                task.run();
            } else {
                context.runOnContext(there -> task.run());
            }
        }

        void sendAway() {
            run(() -> verdict.complete(new Verdict.Undecided()));
        }
    }

    /** Whether the very same claim was refuted a moment ago. */
    boolean isRefuted(InstallClaim claim) {
        return refuted.getIfPresent(claim.fingerprint()) != null;
    }

    /**
     * Runs the verification when its turn has come. It says {@link Verdict.Undecided} when that takes too long, or when
     * too many wait and its sender and account have most of them.
     */
    Uni<Verdict> run(String sender, InstallClaim claim, Supplier<Uni<Verdict>> verification) {
        if (isRefuted(claim)) {
            return Uni.createFrom().item(new Verdict.Refuted());
        }
        return Uni.createFrom()
                .<Verdict>emitter(verdict -> {
                    Waiting waiting = new Waiting(
                            claim.memberId(), verification, verdict, Vertx.currentContext(), clock.instant());
                    verdict.onTermination(() -> leaveQueue(other -> other == waiting));
                    enter(sender, waiting);
                })
                .invoke(verdict -> remember(claim, verdict));
    }

    private void remember(InstallClaim claim, Verdict verdict) {
        if (verdict instanceof Verdict.Refuted) {
            refuted.put(claim.fingerprint(), true);
        }
    }

    private void enter(String sender, Waiting waiting) {
        Waiting displaced;
        synchronized (queue) {
            queue.add(sender, waiting.account(), waiting);
            displaced = queue.size() > MOST_WAITING ? queue.pollLastOfMost() : null;
        }
        beginNext();
        if (displaced != null) {
            displaced.sendAway();
        }
    }

    /** A verification that has begun is never given up: it may have renewed the tokens. */
    @Scheduled(every = "1s", identity = "verification-patience")
    Uni<Void> sendAwayWhoWaitedLong() {
        return job.run(() -> {
            Instant earliest = clock.instant().minus(PATIENCE);
            leaveQueue(waiting -> waiting.since().isBefore(earliest)).forEach(Waiting::sendAway);
            return Uni.createFrom().voidItem();
        });
    }

    private List<Waiting> leaveQueue(Predicate<Waiting> who) {
        synchronized (queue) {
            return queue.removeIf(who);
        }
    }

    private void beginNext() {
        Waiting next = poll();
        if (next != null) {
            next.run(() -> begin(next));
        }
    }

    private Waiting poll() {
        synchronized (queue) {
            Waiting next =
                    all == MOST ? null : queue.poll(account -> underWay.getOrDefault(account, 0) < MOST_OF_ACCOUNT);
            if (next != null) {
                all++;
                underWay.merge(next.account(), 1, Integer::sum);
            }
            return next;
        }
    }

    /** Its own subscriber: the slot is free again when the verification has ended, whoever waits for it no longer. */
    private void begin(Waiting waiting) {
        Uni.createFrom()
                .deferred(waiting.verification()::get)
                .onTermination()
                .invoke(() -> end(waiting))
                .subscribe()
                .with(waiting.verdict()::complete, waiting.verdict()::fail);
    }

    private void end(Waiting waiting) {
        synchronized (queue) {
            all--;
            underWay.computeIfPresent(waiting.account(), (same, count) -> count == 1 ? null : count - 1);
        }
        beginNext();
    }
}
