package dev.dlrbridge.quarantine;

import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.trace.PortalName;
import java.util.List;
import java.util.UUID;

/**
 * A request on its way into quarantine.
 *
 * @param portal to whom the channel belongs
 * @param id of the new entry, to which the encryption of {@code request} is bound
 * @param reason a fixed text, nothing of the request
 * @param verified whether it was proved genuine
 * @param request encrypted; not copied
 * @param unknownStatus its reports whose status is not understood, for the history of their messages
 */
public record QuarantinedRequest(
        PortalName portal,
        Destination channel,
        UUID id,
        String gateway,
        String reason,
        boolean verified,
        byte[] request,
        List<Entry> unknownStatus) {
    @Override
    public String toString() {
        return "QuarantinedRequest[id=" + id + ", gateway=" + gateway + "]";
    }
}
