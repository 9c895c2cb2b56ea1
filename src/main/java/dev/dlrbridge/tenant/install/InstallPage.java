package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.install.Verdict.Proven;
import dev.dlrbridge.tenant.install.Verdict.Refuted;
import dev.dlrbridge.trace.Failures;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/** Judges an opened page at once, sets the portal up, and shows what came of it. */
@ApplicationScoped
class InstallPage {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final SetUpReport LATER = new SetUpReport(Optional.empty(), false);

    private final Verification verification;
    private final VerificationSlots slots;
    private final Installations installations;
    private final Portals portals;
    private final SetUp setUp;
    private final PageTemplates templates;
    private final LifeCycleMetrics metrics;
    private final Failures.Place failures;

    InstallPage(
            Verification verification,
            VerificationSlots slots,
            Installations installations,
            Portals portals,
            SetUp setUp,
            PageTemplates templates,
            LifeCycleMetrics metrics,
            Failures failures) {
        this.verification = verification;
        this.slots = slots;
        this.installations = installations;
        this.portals = portals;
        this.setUp = setUp;
        this.templates = templates;
        this.metrics = metrics;
        this.failures = failures.at("install-page", InstallPage.class);
    }

    /** @param sender whoever counts as one sender */
    Uni<Response> open(InstallClaim claim, String sender) {
        return slots.run(sender, claim, () -> verification.verifyFresh(claim)).flatMap(verdict -> {
            if (verdict instanceof Proven proven) {
                return proven.administrator()
                        ? install(claim, proven)
                        : Uni.createFrom().item(refusal(Outcome.NOT_ADMINISTRATOR));
            }
            return Uni.createFrom()
                    .item(refusal(verdict instanceof Refuted ? Outcome.NOT_GENUINE : Outcome.UNAVAILABLE));
        });
    }

    Response refusal(Outcome outcome) {
        metrics.answered(outcome);
        return templates.refusal(outcome);
    }

    /** A page that is loaded anew comes with the same tokens: they are not stored again, what they see is shown. */
    private Uni<Response> install(InstallClaim claim, Proven proven) {
        return installations
                .accept(claim, proven)
                .flatMap(installed -> installed.isPresent()
                        ? Uni.createFrom().item(installed)
                        : portals.find(claim.clientId(), claim.memberId()))
                .flatMap(this::show);
    }

    private Uni<Response> show(Optional<Portal> portal) {
        return portal.map(found -> setUpInTime(found)
                        .invoke(() -> metrics.answered(Outcome.ACCEPTED))
                        .map(report -> templates.installed(found, report)))
                .orElseGet(() -> Uni.createFrom().item(refusal(Outcome.NOT_GENUINE)));
    }

    /** The set-up goes on when the user has waited long enough. */
    private Uni<SetUpReport> setUpInTime(Portal portal) {
        Uni<SetUpReport> running = setUp.run(portal)
                .onFailure()
                .recoverWithItem(this::later)
                .memoize()
                .indefinitely();
        running.subscribe().with(report -> {});
        return running.ifNoItem().after(PATIENCE).recoverWithItem(LATER);
    }

    private SetUpReport later(Throwable failure) {
        failures.note("A portal is set up later", failure);
        return LATER;
    }
}
