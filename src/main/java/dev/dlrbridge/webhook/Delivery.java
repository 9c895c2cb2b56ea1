package dev.dlrbridge.webhook;

import dev.dlrbridge.tenant.event.DeliveryListener;
import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.webhook.Claim.Waiting;
import dev.dlrbridge.webhook.Result.Outcome;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Delivers the events of a claim one by one, as long as they go well. */
@ApplicationScoped
class Delivery {
    /** After so long no other event of a claim is begun: a line waits for the end of a claim whose replica has died. */
    private static final Duration LONGEST_RUN = Duration.ofSeconds(5);

    /** What is ended when an answer was taken must not outlast the claim. */
    private static final Duration PATIENCE_WITH_LISTENERS = Duration.ofSeconds(15);

    /** An endpoint that is off is asked so seldom whether its events are too old. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(5);

    /** For giving a line back. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(Delivery.class);

    private final EndpointClient client;
    private final Lines lines;
    private final List<DeliveryListener> listeners;
    private final WebhookMetrics metrics;
    private final Failures.Place failures;
    private final BackOff backOff;
    private final Duration lease;

    Delivery(
            EndpointClient client,
            Lines lines,
            @All List<DeliveryListener> listeners,
            WebhookMetrics metrics,
            Failures failures,
            WebhookConfig config,
            Clock clock) {
        this.client = client;
        this.lines = lines;
        this.listeners = listeners;
        this.metrics = metrics;
        this.failures = failures.at("webhook-delivery", Delivery.class);
        this.backOff = new BackOff(RandomGenerator.getDefault(), clock);
        this.lease =
                LONGEST_RUN.plus(config.timeout()).plus(PATIENCE_WITH_LISTENERS).plus(MARGIN);
    }

    /** Longer than the last event of a claim takes, with its time-out and whoever waits for it. */
    Duration lease() {
        return lease;
    }

    /** @param stopping whether no other event is to be begun */
    Uni<Void> run(Claim claim, BooleanSupplier stopping) {
        return step(new Run(claim, stopping, System.nanoTime() + LONGEST_RUN.toNanos(), new ArrayList<>()))
                .replaceWithVoid();
    }

    private Uni<Integer> step(Run run) {
        if (run.isOver()) {
            return lines.finish(run.claim, run.results, Duration.ZERO, run.failuresSoFar());
        }
        Waiting next = run.next();
        if (next.over()) {
            return givenUp(run, next).chain(() -> step(run));
        }
        if (run.claim.target().state() != EndpointState.ACTIVE) {
            return lines.finish(run.claim, run.results, BETWEEN_LOOKS, run.failuresSoFar());
        }
        return Uni.createFrom()
                .deferred(() -> client.post(run.claim, next))
                .chain(attempt -> attempt.isTaken() ? taken(run, next, attempt) : refused(run, next, attempt));
    }

    private Uni<Integer> taken(Run run, Waiting event, Attempt attempt) {
        return told(
                        event,
                        listener ->
                                listener.delivered(event.id(), run.claim.line().portalId(), attempt.body()))
                .onItemOrFailure()
                .transformToUni((told, failure) ->
                        failure == null ? counted(run, event, attempt) : unheard(run, event, attempt, failure));
    }

    private Uni<Integer> counted(Run run, Waiting event, Attempt attempt) {
        run.results.add(new Result(event, Outcome.DELIVERED, attempt));
        metrics.attempted("delivered");
        return wellAgain(run).chain(() -> step(run));
    }

    private Uni<Integer> unheard(Run run, Waiting event, Attempt attempt, Throwable failure) {
        failures.note("What an integrator answered could not be used; he is sent the event again", failure);
        return putOff(run, event, attempt);
    }

    private Uni<Integer> refused(Run run, Waiting event, Attempt attempt) {
        metrics.attempted(attempt.status() == 0 ? "unanswered" : "refused");
        Uni<Boolean> noted = lines.failing(run.claim.line());
        return attempt.isGone()
                ? noted.chain(() -> switchedOff(run.claim)).chain(() -> putOff(run, event, attempt))
                : noted.chain(() -> putOff(run, event, attempt));
    }

    private Uni<Integer> putOff(Run run, Waiting event, Attempt attempt) {
        int failed = run.failuresSoFar() + 1;
        run.results.add(new Result(event, null, attempt));
        return lines.finish(run.claim, run.results, backOff.after(failed, attempt.retryAfter()), failed);
    }

    private Uni<Void> givenUp(Run run, Waiting event) {
        return told(
                        event,
                        listener ->
                                listener.givenUp(event.id(), run.claim.line().portalId()))
                .invoke(() -> {
                    run.results.add(new Result(event, Outcome.GIVEN_UP, null));
                    metrics.attempted("given-up");
                });
    }

    private Uni<Boolean> switchedOff(Claim claim) {
        return lines.gone(claim.line(), claim.target().url()).invoke(news -> {
            if (news) {
                LOG.errorf(
                        "The webhook endpoint %s of application %s has answered 410 and is switched off: its events wait"
                                + " for three days at most, nothing new is written for it",
                        claim.line().endpoint(), claim.line().clientId());
            }
        });
    }

    private Uni<Void> wellAgain(Run run) {
        boolean isNews = run.claim.target().failing() && run.isFirstSent();
        return isNews ? lines.well(run.claim.line()) : Uni.createFrom().voidItem();
    }

    private Uni<Void> told(Waiting event, Function<DeliveryListener, Uni<Void>> telling) {
        return listeners.stream()
                .filter(listener -> listener.kind() == event.kind())
                .map(telling)
                .reduce(Uni.createFrom().voidItem(), (all, one) -> all.chain(() -> one))
                .ifNoItem()
                .after(PATIENCE_WITH_LISTENERS)
                .fail();
    }

    /** A claim being delivered. */
    private record Run(Claim claim, BooleanSupplier stopping, long until, List<Result> results) {
        boolean isOver() {
            return results.size() == claim.events().size()
                    || stopping.getAsBoolean()
                    || !results.isEmpty() && System.nanoTime() - until > 0;
        }

        Waiting next() {
            return claim.events().get(results.size());
        }

        boolean isFirstSent() {
            return results.stream().filter(result -> result.attempt() != null).count() == 1;
        }

        /** Those of the event that is next. */
        int failuresSoFar() {
            return results.isEmpty() ? claim.failures() : 0;
        }
    }
}
