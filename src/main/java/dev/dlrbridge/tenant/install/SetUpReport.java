package dev.dlrbridge.tenant.install;

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
    boolean isComplete() {
        return senders.isPresent() && eventsBound;
    }
}
