package dev.dlrbridge.forwarding;

import dev.dlrbridge.forwarding.Outcome.ParkingReason;
import dev.dlrbridge.tenant.Parking;
import dev.dlrbridge.tenant.notification.PortalParked;
import dev.dlrbridge.tenant.sender.SenderHealths;
import dev.dlrbridge.trace.LogFields;
import dev.dlrbridge.trace.PortalName;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Parks portals that cannot be called, with one alert for each. */
@ApplicationScoped
class PortalAlerts {
    private static final Logger LOG = Logger.getLogger(PortalAlerts.class);

    private final Parking parking;
    private final SenderHealths senders;
    private final ForwardingMetrics metrics;
    private final Event<PortalParked> news;

    PortalAlerts(Parking parking, SenderHealths senders, ForwardingMetrics metrics, Event<PortalParked> news) {
        this.parking = parking;
        this.senders = senders;
        this.metrics = metrics;
        this.news = news;
    }

    /** @return whether the portal was active before */
    Uni<Boolean> park(UUID portal, ParkingReason reason) {
        return parking.park(portal, reason.code(), reason.disposition() == Disposition.PARK_AND_PROBE)
                .invoke(parked -> parked.ifPresent(name -> alert(name, reason)))
                .map(Optional::isPresent);
    }

    /** Its statuses are refused for their sender, which may be gone: it is compared soon. */
    Uni<Void> suspectSenders(UUID portal) {
        return senders.suspect(portal);
    }

    private void alert(PortalName portal, ParkingReason reason) {
        metrics.parked(reason.code());
        // One customer's trouble is none of the bridge's. A refused application has its own alarm.
        Logger.Level level =
                reason.disposition() == Disposition.APPLICATION_ALARM ? Logger.Level.DEBUG : Logger.Level.WARN;
        try (LogFields fields = LogFields.portal(portal)) {
            LOG.logf(level, "Portal %s is parked, its statuses wait: %s", portal, reason.code());
        }
        news.fire(new PortalParked(portal.id()));
    }
}
