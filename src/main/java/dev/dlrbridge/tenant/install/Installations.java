package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.install.Verdict.Proven;
import dev.dlrbridge.tenant.notification.Administrators;
import dev.dlrbridge.tenant.secret.SystemChange;
import dev.dlrbridge.trace.LogFields;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Gives portals the tokens of proven claims, each pair once. */
@ApplicationScoped
class Installations {
    private static final Logger LOG = Logger.getLogger(Installations.class);

    private final Portals portals;
    private final Administrators administrators;
    private final Event<SystemChange> changes;

    Installations(Portals portals, Administrators administrators, Event<SystemChange> changes) {
        this.portals = portals;
        this.administrators = administrators;
        this.changes = changes;
    }

    /**
     * Stores the pair with the address that the authorisation server has confirmed; the portal is active afterwards.
     * Empty if this very pair was used before, so that a recorded post never puts spent tokens over living ones.
     */
    Uni<Optional<Portal>> accept(InstallClaim claim, Proven proven) {
        return portals.install(
                        claim.clientId(),
                        claim.memberId(),
                        proven.portal(),
                        claim.tokens(),
                        claim.applicationToken(),
                        claim.language(),
                        claim.proof())
                .invoke(installed -> installed.ifPresent(this::tell))
                .call(installed -> installed
                        .map(portal -> note(portal, proven))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Keeps who is told of what befalls the portal, where it is an administrator. */
    Uni<Void> note(Portal portal, Proven proven) {
        return proven.administrator() && !proven.user().isEmpty()
                ? administrators.note(portal.id(), Long.parseLong(proven.user()))
                : Uni.createFrom().voidItem();
    }

    private void tell(Portal portal) {
        changes.fire(
                SystemChange.ofPortal(SystemChange.BITRIX24, "portal.install", portal.clientId(), portal.memberId()));
        try (LogFields fields = LogFields.portal(portal.name())) {
            LOG.infof("Portal %s has a new pair of tokens", portal.name());
        }
    }
}
