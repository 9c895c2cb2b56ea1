package dev.dlrbridge.quarantine;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.tenant.Channel;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Checks and reads a request in quarantine as if it had come by itself; intake does, which knows how. */
public interface KeptReader {
    /** Fails when the request cannot be checked now. */
    Uni<Reread> read(Callback request, QuarantineEntry entry, Channel channel, Gateway gateway);

    /**
     * What a request says when it is read again.
     *
     * @param problems fixed texts of what is not understood; without any it need not be kept longer
     * @param verified whether it is proved genuine by now
     */
    record Reread(List<Entry> entries, List<String> problems, boolean verified) {}
}
