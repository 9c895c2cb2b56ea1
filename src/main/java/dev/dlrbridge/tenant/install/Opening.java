package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.install.Verdict.Proven;
import dev.dlrbridge.tenant.install.Verdict.Refuted;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Judges at once who opens a page, and shows it. The installer's page takes an administrator's tokens; so does the
 * application's where the portal cannot be called with those there are, since these have just been good for a call.
 */
@ApplicationScoped
class Opening {
    /** Reason of a portal's parking that no tokens end. */
    private static final String OPERATOR = "OPERATOR";

    private final Applications applications;
    private final Verification verification;
    private final VerificationSlots slots;
    private final Installations installations;
    private final Portals portals;
    private final UsedTokens used;
    private final PromptSetUp setUp;
    private final PortalPages pages;
    private final LifeCycleMetrics metrics;

    Opening(
            Applications applications,
            Verification verification,
            VerificationSlots slots,
            Installations installations,
            Portals portals,
            UsedTokens used,
            PromptSetUp setUp,
            PortalPages pages,
            LifeCycleMetrics metrics) {
        this.applications = applications;
        this.verification = verification;
        this.slots = slots;
        this.installations = installations;
        this.portals = portals;
        this.used = used;
        this.setUp = setUp;
        this.pages = pages;
        this.metrics = metrics;
    }

    /** Which of the pages is opened. */
    enum Kind {
        INSTALLER,
        APPLICATION
    }

    /**
     * @param claim empty if the post lacks what it needs
     * @param sender whoever counts as one sender
     */
    Uni<Response> of(String clientId, Optional<InstallClaim> claim, String sender, Kind kind) {
        return applications.find(clientId).flatMap(application -> {
            if (application.isEmpty()) {
                return refusal(Outcome.UNKNOWN_APPLICATION, Optional.empty());
            }
            return claim.map(made -> judge(made, sender, kind))
                    .orElseGet(() -> refusal(Outcome.INCOMPLETE, Optional.empty()));
        });
    }

    private Uni<Response> judge(InstallClaim claim, String sender, Kind kind) {
        return slots.run(sender, claim, () -> verification.verifyFresh(claim)).flatMap(verdict -> {
            if (verdict instanceof Proven proven) {
                return kind == Kind.INSTALLER ? install(claim, proven, kind) : open(claim, proven, kind);
            }
            return refusal(verdict instanceof Refuted ? Outcome.NOT_GENUINE : Outcome.UNAVAILABLE, claim.language());
        });
    }

    private Uni<Response> open(InstallClaim claim, Proven proven, Kind kind) {
        return portals.find(claim.clientId(), claim.memberId())
                .flatMap(portal -> portal.filter(found -> !needsTokens(found, proven))
                        .map(found -> used.use(claim)
                                .call(first -> first
                                        ? installations.note(found, proven)
                                        : Uni.createFrom().voidItem())
                                .flatMap(first -> show(found, claim, proven, first, kind)))
                        .orElseGet(() -> install(claim, proven, kind)));
    }

    private static boolean needsTokens(Portal portal, Proven proven) {
        return portal.state() == PortalState.UNINSTALLED
                || portal.state() == PortalState.PARKED
                        && proven.administrator()
                        && !portal.reason().filter(OPERATOR::equals).isPresent();
    }

    /** A page that is loaded anew comes with the same tokens: they are not stored again, what they see is shown. */
    private Uni<Response> install(InstallClaim claim, Proven proven, Kind kind) {
        if (!proven.administrator()) {
            return refusal(Outcome.NOT_ADMINISTRATOR, claim.language());
        }
        return installations
                .accept(claim, proven)
                .flatMap(installed -> installed
                        .map(portal -> setUp.run(portal).chain(() -> show(portal, claim, proven, true, kind)))
                        .orElseGet(() -> portals.find(claim.clientId(), claim.memberId())
                                .flatMap(known -> known.map(portal -> show(portal, claim, proven, false, kind))
                                        .orElseGet(() -> refusal(Outcome.NOT_GENUINE, claim.language())))));
    }

    private Uni<Response> show(Portal portal, InstallClaim claim, Proven proven, boolean first, Kind kind) {
        return pages.show(new OpenedPage(
                        portal, proven.user(), proven.administrator(), first, kind == Kind.INSTALLER, claim.language()))
                .invoke(() -> metrics.answered(Outcome.ACCEPTED));
    }

    private Uni<Response> refusal(Outcome outcome, Optional<String> language) {
        metrics.answered(outcome);
        return Uni.createFrom().item(pages.refuse(outcome, language));
    }
}
