package dev.dlrbridge.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.dlrbridge.gateway.VendorCertificates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Certificates of gateways: each fetched once at a time, kept for a day, and not asked for again at once if it fails. */
@ApplicationScoped
class CachedCertificates implements VendorCertificates {
    private static final int MOST = 256;
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final VendorSite site;
    private final Clock clock;
    private final Cache<URI, X509Certificate> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();
    private final Cache<URI, Throwable> failed =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(PAUSE).build();
    private final Map<URI, Uni<Void>> underWay = new ConcurrentHashMap<>();

    CachedCertificates(VendorSite site, Clock clock) {
        this.site = site;
        this.clock = clock;
    }

    @Override
    public Optional<PublicKey> find(URI address) {
        return Optional.ofNullable(known.getIfPresent(address))
                .filter(this::isValid)
                .map(X509Certificate::getPublicKey);
    }

    /** Completes when {@link #find} knows the certificate; fails if it cannot be had. */
    Uni<Void> fetch(URI address) {
        return Uni.createFrom().deferred(() -> {
            Throwable failure = failed.getIfPresent(address);
            return failure == null
                    ? underWay.computeIfAbsent(address, this::load)
                    : Uni.createFrom().failure(failure);
        });
    }

    private Uni<Void> load(URI address) {
        return site.get(address)
                .invoke(content -> known.put(address, certificate(content)))
                .onFailure()
                .invoke(failure -> failed.put(address, failure))
                .onTermination()
                .invoke(() -> underWay.remove(address))
                .replaceWithVoid()
                .memoize()
                .indefinitely();
    }

    private X509Certificate certificate(byte[] content) {
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(content));
            certificate.checkValidity(Date.from(clock.instant()));
            return certificate;
        } catch (CertificateException e) {
            throw new IllegalStateException("no valid certificate", e);
        }
    }

    private boolean isValid(X509Certificate certificate) {
        return clock.instant().isBefore(certificate.getNotAfter().toInstant());
    }
}
