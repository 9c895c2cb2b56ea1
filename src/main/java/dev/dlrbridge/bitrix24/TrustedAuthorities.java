package dev.dlrbridge.bitrix24;

import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.microprofile.config.ConfigProvider;

/** The authorities whose certificates are believed: the usual ones, and those of an operator who has portals of his own. */
public final class TrustedAuthorities {
    /** Read here as well as by {@link BitrixConfig}: the framework makes the clients' options without any bean. */
    static final String KEY = "dlrbridge.bitrix24.trusted-certificates";

    private TrustedAuthorities() {}

    /** What is wrong with a file of certificates, if anything. */
    public static Optional<String> problem(Path file) {
        try {
            return certificates(file).isEmpty() ? Optional.of("holds no certificate: " + file) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.of("names a file that cannot be read: " + file);
        } catch (GeneralSecurityException malformed) {
            return Optional.of("names a file that is not of PEM certificates: " + file);
        }
    }

    /** Empty without a file: then only the usual authorities are believed. */
    static Optional<TrustOptions> configured() {
        return ConfigProvider.getConfig().getOptionalValue(KEY, Path.class).map(TrustedAuthorities::usualAnd);
    }

    private static TrustOptions usualAnd(Path file) {
        try {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            for (Certificate authority :
                    Stream.concat(usual(), certificates(file).stream()).toList()) {
                all.setCertificateEntry("authority-" + all.size(), authority);
            }
            return TrustOptions.wrap(managers(all)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Java has no trust manager")));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(KEY + " cannot be used", e);
        }
    }

    private static Stream<X509Certificate> usual() throws GeneralSecurityException {
        return managers(null).flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()));
    }

    private static Stream<TrustManager> managers(KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Arrays.stream(factory.getTrustManagers()).filter(X509TrustManager.class::isInstance);
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(pem);
        }
    }
}
