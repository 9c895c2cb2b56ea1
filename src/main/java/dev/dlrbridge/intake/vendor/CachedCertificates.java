package dev.dlrbridge.intake.vendor;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dlrbridge.gateway.VendorCertificates;
import dev.dlrbridge.gateway.signature.AwsSnsCertificate;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Certificates of gateways: each fetched once at a time, and kept for a day. A channel that failed to get one does not ask
 * for it again at once; others may, since it may be the channel's fault.
 */
@ApplicationScoped
public class CachedCertificates implements VendorCertificates {
    private static final int MOST = 256;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final VendorSite site;
    private final Clock clock;
    private final Cache<URI, X509Certificate> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
    private final Cache<Asked, Throwable> failed =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(PAUSE).build();
    private final Map<URI, Uni<Void>> underWay = new ConcurrentHashMap<>();

    public CachedCertificates(VendorSite site, Clock clock) {
        this.site = site;
        this.clock = clock;
    }

    @Override
    public Optional<PublicKey> find(URI address) {
        return Optional.ofNullable(known.getIfPresent(address))
                .filter(this::isValid)
                .map(X509Certificate::getPublicKey);
    }

    /**
     * Completes when {@link #find} knows the certificate; fails if it cannot be had.
     *
     * @param channel whose request needs it
     */
    public Uni<Void> fetch(URI address, UUID channel) {
        return Uni.createFrom().deferred(() -> {
            Throwable failure = failed.getIfPresent(new Asked(channel, address));
            return failure == null
                    ? underWay.computeIfAbsent(address, absent -> load(address, channel))
                    : Uni.createFrom().failure(failure);
        });
    }

    private Uni<Void> load(URI address, UUID channel) {
        return site.get(address, channel)
                .invoke(content -> known.put(address, certificate(content, address)))
                .onFailure()
                .invoke(failure -> failed.put(new Asked(channel, address), failure))
                .onTermination()
                .invoke(() -> underWay.remove(address))
                .replaceWithVoid()
                .memoize()
                .indefinitely();
    }

    private X509Certificate certificate(byte[] content, URI address) {
        try {
            X509Certificate certificate = AwsSnsCertificate.parse(content, address);
            certificate.checkValidity(Date.from(clock.instant()));
            return certificate;
        } catch (CertificateException e) {
            throw new VendorSite.NoContentException("no valid certificate", e);
        }
    }

    private boolean isValid(X509Certificate certificate) {
        return clock.instant().isBefore(certificate.getNotAfter().toInstant());
    }

    private record Asked(UUID channel, URI address) {}
}
