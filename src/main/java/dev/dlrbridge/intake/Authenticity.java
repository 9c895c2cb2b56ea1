package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Gateway;
import dev.dlrbridge.gateway.Secrets;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.tenant.AllowedAddresses;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.ClientAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Checks requests by what their channel holds, and gets the certificates that are needed for it. */
@ApplicationScoped
class Authenticity {
    private final CachedCertificates certificates;
    private final ClientAddress clients;

    Authenticity(CachedCertificates certificates, ClientAddress clients) {
        this.certificates = certificates;
        this.clients = clients;
    }

    /** Whether it comes from where the channel's requests may come from. */
    boolean isFromAllowedAddress(IncomingRequest request, Channel channel) {
        AllowedAddresses allowed = channel.allowedAddresses();
        return allowed.isAny()
                || clients.of(request.peer(), request.headers())
                        .filter(allowed::contains)
                        .isPresent();
    }

    /**
     * Never {@link Verdict.NeedsCertificate}; fails if a certificate cannot be had now.
     *
     * @param now when the request arrived
     */
    Uni<Verdict> verify(Callback callback, Gateway gateway, Channel channel, Instant now) {
        Secrets secrets = new Secrets(channel.secrets());
        Trust trust = new Trust(secrets, Intake.settings(channel), certificates, now);
        Verdict verdict = gateway.verify(callback, trust);
        if (verdict instanceof Verdict.NeedsCertificate needed) {
            return certificates.fetch(needed.address(), channel.id()).map(fetched -> gateway.verify(callback, trust));
        }
        return Uni.createFrom().item(verdict);
    }
}
