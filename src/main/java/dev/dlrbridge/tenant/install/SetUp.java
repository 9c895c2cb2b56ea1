package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.secret.SystemChange;
import dev.dlrbridge.tenant.sender.PortalRefusedException;
import dev.dlrbridge.tenant.sender.SenderHealths;
import dev.dlrbridge.tenant.sender.SenderState;
import dev.dlrbridge.tenant.sender.Senders;
import dev.dlrbridge.tenant.template.TemplateChannels;
import dev.dlrbridge.trace.Failures;
import dev.dlrbridge.trace.LogFields;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Registers senders and event handlers on portals: at installation and update, and again while that fails. */
@ApplicationScoped
class SetUp {
    private static final Logger LOG = Logger.getLogger(SetUp.class);
    private static final int AT_ONCE = 16;

    private final Portals portals;
    private final Senders senders;
    private final EventBindings bindings;
    private final TemplateChannels templates;
    private final InstalledNews news;
    private final SenderHealths healths;
    private final SetUpQueue queue;
    private final Event<SystemChange> changes;
    private final Failures.Place failures;

    SetUp(
            Portals portals,
            Senders senders,
            EventBindings bindings,
            TemplateChannels templates,
            InstalledNews news,
            SenderHealths healths,
            SetUpQueue queue,
            Event<SystemChange> changes,
            Failures failures) {
        this.portals = portals;
        this.senders = senders;
        this.bindings = bindings;
        this.templates = templates;
        this.news = news;
        this.healths = healths;
        this.queue = queue;
        this.changes = changes;
        this.failures = failures.at("set-up", SetUp.class);
    }

    /** Sets the portal up; what fails stays due. */
    Uni<SetUpReport> run(Portal portal) {
        return templates
                .make(portal)
                .invoke(made -> made.ifPresent(channel -> note(portal, "channel.create")))
                .chain(() -> news.tell(portal))
                .chain(() -> register(portal))
                .call(report -> healths.note(portal.id(), report.state()))
                .call(report -> report.isComplete()
                        ? queue.done(portal.id())
                        : Uni.createFrom().voidItem());
    }

    private Uni<SetUpReport> register(Portal portal) {
        return Uni.combine()
                .all()
                .unis(
                        senders.register(portal)
                                .invoke(states -> noteIfAny(portal, states))
                                .map(Optional::of)
                                .onFailure(PortalRefusedException.class)
                                .invoke(refusal -> tell(portal, (PortalRefusedException) refusal))
                                .onFailure(PortalRefusedException.class)
                                .recoverWithItem(Optional.empty()),
                        bindings.bind(portal))
                .usingConcurrencyOf(1)
                .with(SetUpReport::new);
    }

    private void noteIfAny(Portal portal, List<SenderState> states) {
        if (states.stream().anyMatch(sender -> sender.agreement() == SenderState.Agreement.REGISTERED)) {
            note(portal, "sender.register");
        }
    }

    /** Below the portal there is a list of each. */
    private void note(Portal portal, String action) {
        SystemChange ofPortal =
                SystemChange.ofPortal(SystemChange.BRIDGE, action, portal.clientId(), portal.memberId());
        String list = "/" + action.substring(0, action.indexOf('.')) + "s";
        changes.fire(new SystemChange(ofPortal.actor(), action, ofPortal.target() + list));
    }

    private static void tell(Portal portal, PortalRefusedException refusal) {
        try (LogFields fields = LogFields.portal(portal.name())) {
            LOG.warnf("Senders are not registered on portal %s: %s", portal.name(), refusal.code());
        }
    }

    /** Sets up the portals that are due, some at a time. */
    Uni<Void> runDue() {
        return Multi.createBy()
                .repeating()
                .uni(() -> queue.takeDue(AT_ONCE).call(this::runAll))
                .whilst(taken -> taken.size() == AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<?> runAll(List<UUID> portalIds) {
        return Multi.createFrom()
                .iterable(portalIds)
                .onItem()
                .transformToUni(this::runIfThere)
                .merge(AT_ONCE)
                .collect()
                .last();
    }

    private Uni<Void> runIfThere(UUID portalId) {
        return portals.byId(portalId)
                .flatMap(found -> found.map(portal -> run(portal).replaceWithVoid())
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .invoke(failure -> failures.note("Portal " + portalId + " is set up another time", failure))
                .onFailure()
                .recoverWithNull();
    }
}
