package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.quarantine.Quarantine;
import dev.dlrbridge.quarantine.QuarantinedRequest;
import dev.dlrbridge.quarantine.SealedRequest;
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
    private final CallbackUrls urls;

    QuarantineDoor(Quarantine quarantine, SecretBox secrets, CallbackUrls urls) {
        this.quarantine = quarantine;
        this.secrets = secrets;
        this.urls = urls;
    }

    /** Completes after the commit, as {@link Quarantine#add}. */
    Uni<Void> keep(Callback request, Channel channel, Checked.Read read) {
        return add(request, channel, read.problems().get(0), read.verified(), read.unknownStatus());
    }

    /** Keeps what the database would not take as reports. */
    Uni<Void> keepUnstorable(Callback request, Channel channel) {
        return add(request, channel, "cannot be stored", true, List.of());
    }

    Callback open(SealedRequest sealed) {
        String id = sealed.entry().id().toString();
        return KeptRequest.read(secrets.open("quarantine", "request", id, sealed.request()), urls);
    }

    private Uni<Void> add(
            Callback request, Channel channel, String reason, boolean verified, List<Entry> unknownStatus) {
        UUID id = UUID.randomUUID();
        byte[] sealed = secrets.seal("quarantine", "request", id.toString(), KeptRequest.json(request));
        return quarantine.add(new QuarantinedRequest(
                Destination.of(channel), id, channel.gateway(), reason, verified, sealed, unknownStatus));
    }
}
