package dev.dlrbridge.tenant.install;

import dev.dlrbridge.tenant.sender.MissingSenders;
import dev.dlrbridge.tenant.sender.SenderHealth.State;
import dev.dlrbridge.tenant.sender.SenderState;
import java.util.List;
import java.util.Optional;

/**
 * What was set up on a portal.
 *
 * @param senders empty if the portal did not let them be registered
 * @param eventsBound whether the portal will tell of updates and of the application's end
 */
record SetUpReport(Optional<List<SenderState>> senders, boolean eventsBound) {
    /** The senders' state. */
    State state() {
        return senders.map(MissingSenders::state).orElse(State.MISSING);
    }

    boolean isComplete() {
        return senders.isPresent() && eventsBound;
    }
}
