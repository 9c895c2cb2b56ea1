package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.install.Verdict.Proven;
import dev.dlrbridge.tenant.install.Verdict.Refuted;
import dev.dlrbridge.tenant.install.Verdict.Renewed;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes installs and updates: stored first, judged at once or, while nobody can judge, again and again for a day. */
@ApplicationScoped
class InstallEvents {
    private static final Logger LOG = Logger.getLogger(InstallEvents.class);
    /** The sender waits no longer for a verdict; the judging goes on. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int AT_ONCE = 8;

    private final PendingEvents pending;
    private final Verification verification;
    private final VerificationSlots slots;
    private final Installations installations;
    private final SetUp setUp;
    private final Failures.Place failures;

    InstallEvents(
            PendingEvents pending,
            Verification verification,
            VerificationSlots slots,
            Installations installations,
            SetUp setUp,
            Failures failures) {
        this.pending = pending;
        this.verification = verification;
        this.slots = slots;
        this.installations = installations;
        this.setUp = setUp;
        this.failures = failures.at("install", InstallEvents.class);
    }

    /** @param sender whoever counts as one sender */
    Uni<Outcome> receive(InstallClaim claim, String sender) {
        if (slots.isRefuted(claim)) {
            return Uni.createFrom().item(Outcome.NOT_GENUINE);
        }
        return pending.isUsed(claim)
                .flatMap(used -> used ? Uni.createFrom().item(Outcome.NOT_GENUINE) : store(claim, sender));
    }

    /** Judges those that are due, some at a time. */
    Uni<Void> judgeDue() {
        return Multi.createBy()
                .repeating()
                .uni(this::judgeSome)
                .whilst(judged -> judged > 0)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> judgeSome() {
        return pending.takeDue(AT_ONCE)
                .call(events -> Multi.createFrom()
                        .iterable(events)
                        .onItem()
                        .transformToUni(event -> judgeQuietly(event, verification.verify(event.claim())))
                        .merge(AT_ONCE)
                        .collect()
                        .last())
                .map(List::size);
    }

    /** What is there already is being judged. */
    private Uni<Outcome> store(InstallClaim claim, String sender) {
        PendingEvent event = new PendingEvent(claim.fingerprint(), claim);
        return pending.add(event, sender)
                .flatMap(added -> added
                        ? answered(event, slots.run(sender, claim, () -> verification.verify(claim)))
                        : Uni.createFrom().item(Outcome.ACCEPTED));
    }

    private Uni<Outcome> answered(PendingEvent event, Uni<Verdict> verdict) {
        Uni<Outcome> judging = judgeQuietly(event, verdict).memoize().indefinitely();
        // Its own subscriber, so that the judging outlives the sender's patience.
        judging.subscribe().with(outcome -> LOG.debugf("An install was judged: %s", outcome));
        return judging.ifNoItem().after(PATIENCE).recoverWithItem(Outcome.ACCEPTED);
    }

    /** What fails here stays stored, and is tried again. */
    private Uni<Outcome> judgeQuietly(PendingEvent event, Uni<Verdict> verdict) {
        return verdict.flatMap(judged -> follow(event, judged))
                .onFailure()
                .invoke(failure -> failures.note("An install is judged another time", failure))
                .onFailure()
                .recoverWithItem(Outcome.ACCEPTED);
    }

    private Uni<Outcome> follow(PendingEvent event, Verdict verdict) {
        if (verdict instanceof Proven proven) {
            return proven.administrator() ? install(event, proven) : drop(event, Outcome.NOT_ADMINISTRATOR);
        }
        if (verdict instanceof Renewed renewed) {
            PendingEvent next = event.with(renewed.claim());
            return pending.replace(next)
                    .chain(() -> verification.verify(next.claim()))
                    .flatMap(judged -> follow(next, judged));
        }
        return verdict instanceof Refuted
                ? drop(event, Outcome.NOT_GENUINE)
                : pending.postpone(event.id()).replaceWith(Outcome.ACCEPTED);
    }

    private Uni<Outcome> install(PendingEvent event, Proven proven) {
        return installations
                .accept(event.claim(), proven)
                .flatMap(portal -> portal.map(
                                installed -> drop(event, Outcome.ACCEPTED).call(() -> setUp.run(installed)))
                        .orElseGet(() -> drop(event, Outcome.NOT_GENUINE)));
    }

    private Uni<Outcome> drop(PendingEvent event, Outcome outcome) {
        return pending.remove(event.id()).replaceWith(outcome);
    }
}
