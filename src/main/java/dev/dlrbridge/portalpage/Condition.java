package dev.dlrbridge.portalpage;

import dev.dlrbridge.search.PortalSituation;
import dev.dlrbridge.tenant.PortalState;
import dev.dlrbridge.tenant.sender.SenderHealth;
import java.time.Instant;

/**
 * How a portal is, as its users are told.
 *
 * @param gateway by which it sends; null when none is connected
 * @param lastReported when a message was reported on for the first time most lately; null when none was
 */
public record Condition(PortalSituation portal, SenderHealth sender, GatewayChoice gateway, Instant lastReported) {
    public boolean isParked() {
        return portal.state().equals(PortalState.PARKED.word());
    }

    /** Null unless it is parked. */
    public Remedy remedy() {
        return isParked() ? Remedy.of(portal.reason()) : null;
    }

    /** Without a gateway nothing is said of senders: there is none to be had. */
    public String senderWord() {
        return gateway == null ? "none" : sender.state().word();
    }

    public boolean isSenderThere() {
        return gateway != null && sender.state() == SenderHealth.State.REGISTERED;
    }
}
