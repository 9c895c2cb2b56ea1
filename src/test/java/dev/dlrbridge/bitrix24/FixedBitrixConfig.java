package dev.dlrbridge.bitrix24;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A configuration for tests. */
public record FixedBitrixConfig(URI oauthUrl, boolean allowPlainHttp) implements BitrixConfig {
    @Override
    public Set<String> oauthHosts() {
        return Set.of("oauth.bitrix24.tech", "oauth.bitrix.info");
    }

    @Override
    public Optional<Set<String>> allowedNetworks() {
        return Optional.of(Set.of("127.0.0.0/8", "::1/128"));
    }

    @Override
    public Optional<Path> trustedCertificates() {
        return Optional.empty();
    }
}
