package dev.dlrbridge.intake;

import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.journal.Quarantine;
import dev.dlrbridge.journal.QuarantinedRequest;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.SecretBox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Seals whole requests on their way into quarantine, and opens them again. */
@ApplicationScoped
class QuarantineDoor {
    private final Quarantine quarantine;
    private final SecretBox secrets;

    QuarantineDoor(Quarantine quarantine, SecretBox secrets) {
        this.quarantine = quarantine;
        this.secrets = secrets;
    }

    /** Completes after the commit, as {@link Quarantine#add}. */
    Uni<Void> keep(IncomingRequest request, Channel channel, Checked.Read read) {
        return add(request, channel, read.problems().get(0), read.verified(), read.unknownStatus());
    }

    /** Keeps what the database would not take as reports. */
    Uni<Void> keepUnstorable(IncomingRequest request, Channel channel) {
        return add(request, channel, "cannot be stored", true, List.of());
    }

    KeptRequest open(UUID id, byte[] sealed) {
        return KeptRequest.of(secrets.open("quarantine", "request", id.toString(), sealed));
    }

    private Uni<Void> add(
            IncomingRequest request, Channel channel, String reason, boolean verified, List<Entry> unknownStatus) {
        UUID id = UUID.randomUUID();
        byte[] sealed = secrets.seal("quarantine", "request", id.toString(), KeptRequest.json(request));
        return quarantine.add(new QuarantinedRequest(
                Destination.of(channel), id, channel.gateway(), reason, verified, sealed, unknownStatus));
    }
}
