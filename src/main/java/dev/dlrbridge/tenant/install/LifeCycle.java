package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.Applications;
import dev.dlrbridge.tenant.ErasureCause;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.Portal;
import dev.dlrbridge.tenant.Portals;
import dev.dlrbridge.tenant.install.LifeCycleEvent.Installed;
import dev.dlrbridge.tenant.install.LifeCycleEvent.Paid;
import dev.dlrbridge.tenant.install.LifeCycleEvent.Uninstalled;
import dev.dlrbridge.tenant.secret.SystemChange;
import dev.dlrbridge.trace.LogFields;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What each event leads to. */
@ApplicationScoped
class LifeCycle {
    private static final Logger LOG = Logger.getLogger(LifeCycle.class);

    private final Applications applications;
    private final Portals portals;
    private final Parking parking;
    private final InstallEvents installs;
    private final LifeCycleMetrics metrics;
    private final Event<SystemChange> changes;

    LifeCycle(
            Applications applications,
            Portals portals,
            Parking parking,
            InstallEvents installs,
            LifeCycleMetrics metrics,
            Event<SystemChange> changes) {
        this.applications = applications;
        this.portals = portals;
        this.parking = parking;
        this.installs = installs;
        this.metrics = metrics;
        this.changes = changes;
    }

    /**
     * @param event empty when the post was not complete
     * @param sender whoever counts as one sender
     */
    Uni<Outcome> handle(String clientId, Optional<LifeCycleEvent> event, String sender) {
        return applications
                .find(clientId)
                .flatMap(application -> {
                    if (application.isEmpty()) {
                        return Uni.createFrom().item(Outcome.UNKNOWN_APPLICATION);
                    }
                    return event.map(complete -> handle(complete, sender))
                            .orElseGet(() -> Uni.createFrom().item(Outcome.INCOMPLETE));
                })
                .invoke(metrics::answered);
    }

    private Uni<Outcome> handle(LifeCycleEvent event, String sender) {
        if (event instanceof Installed installed) {
            return installs.receive(installed.claim(), sender);
        }
        if (event instanceof Uninstalled uninstalled) {
            return uninstall(uninstalled);
        }
        return event instanceof Paid paid ? probe(paid) : Uni.createFrom().item(Outcome.ACCEPTED);
    }

    private Uni<Outcome> uninstall(Uninstalled event) {
        return portals.hasApplicationToken(event.clientId(), event.memberId(), event.applicationToken())
                .flatMap(genuine -> genuine
                        ? portals.find(event.clientId(), event.memberId())
                                .flatMap(portal -> remove(portal.orElseThrow(), event.clean()))
                        : Uni.createFrom().item(Outcome.NOT_GENUINE));
    }

    private Uni<Outcome> remove(Portal portal, boolean clean) {
        try (LogFields fields = LogFields.portal(portal.name())) {
            LOG.infof(
                    "The application is gone from portal %s%s", portal.name(), clean ? ", its data is to go too" : "");
        }
        Uni<Boolean> removed =
                clean ? portals.erase(portal.id(), ErasureCause.UNINSTALL) : parking.uninstall(portal.id());
        return removed.invoke(() -> changes.fire(SystemChange.ofPortal(
                        SystemChange.BITRIX24,
                        clean ? "portal.erase" : "portal.uninstall",
                        portal.clientId(),
                        portal.memberId())))
                .replaceWith(Outcome.ACCEPTED);
    }

    /** Anyone can send one: it costs a parked portal an early probe, and nothing else. */
    private Uni<Outcome> probe(Paid event) {
        return portals.find(event.clientId(), event.memberId())
                .flatMap(portal -> portal.map(known -> parking.probe(known.id()))
                        .orElseGet(() -> Uni.createFrom().item(false)))
                .replaceWith(Outcome.ACCEPTED);
    }
}
