package dev.dlrbridge.quarantine;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.journal.Destination;
import dev.dlrbridge.journal.Entry;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.callback.CallbackUrls;
import dev.dlrbridge.tenant.secret.SecretBox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Seals whole requests on their way into quarantine, and opens them again. */
@ApplicationScoped
public class QuarantineDoor {
    private final Quarantine quarantine;
    private final SecretBox secrets;
    private final CallbackUrls urls;

    QuarantineDoor(Quarantine quarantine, SecretBox secrets, CallbackUrls urls) {
        this.quarantine = quarantine;
        this.secrets = secrets;
        this.urls = urls;
    }

    /**
     * Completes after the commit, as {@link Quarantine#add}.
     *
     * @param reason a fixed text, nothing of the request
     * @param unknownStatus its reports whose status is not understood
     */
    public Uni<Void> keep(
            Callback request, Channel channel, String reason, boolean verified, List<Entry> unknownStatus) {
        UUID id = UUID.randomUUID();
        byte[] sealed = secrets.seal("quarantine", "request", id.toString(), KeptRequest.json(request));
        return quarantine.add(new QuarantinedRequest(
                channel.portal(),
                Destination.of(channel),
                id,
                channel.gateway(),
                reason,
                verified,
                sealed,
                unknownStatus));
    }

    Callback open(SealedRequest sealed) {
        String id = sealed.entry().id().toString();
        return KeptRequest.read(secrets.open("quarantine", "request", id, sealed.request()), urls);
    }
}
