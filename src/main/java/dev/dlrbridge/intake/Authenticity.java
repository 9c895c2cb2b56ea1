package dev.dlrbridge.intake;

import dev.dlrbridge.gateway.Callback;
import dev.dlrbridge.gateway.Trust;
import dev.dlrbridge.gateway.Verdict;
import dev.dlrbridge.intake.vendor.CachedCertificates;
import dev.dlrbridge.net.ClientAddress;
import dev.dlrbridge.tenant.Channel;
import dev.dlrbridge.tenant.setting.AllowedAddresses;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Checks requests by what their channel holds, and gets the certificates that are needed for it. */
@Singleton
class Authenticity {
    private final CachedCertificates certificates;
    private final ClientAddress clients;

    Authenticity(CachedCertificates certificates, ClientAddress clients) {
        this.certificates = certificates;
        this.clients = clients;
    }

    /** Whether it comes from where the channel's requests may come from. */
    boolean isFromAllowedAddress(Callback request, Channel channel) {
        AllowedAddresses allowed = channel.settings().allowedAddresses();
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
    Uni<Verdict> verify(Callback callback, Caller.Known caller, Instant now) {
        Trust trust = new Trust(caller.secrets(), caller.settings(), certificates, now);
        Verdict verdict = caller.gateway().verify(callback, trust);
        if (verdict instanceof Verdict.NeedsCertificate needed) {
            return certificates
                    .fetch(needed.address(), caller.channel().id())
                    .map(fetched -> caller.gateway().verify(callback, trust));
        }
        return Uni.createFrom().item(verdict);
    }
}
