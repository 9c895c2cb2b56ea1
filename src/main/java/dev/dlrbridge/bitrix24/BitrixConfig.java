package dev.dlrbridge.bitrix24;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** How Bitrix24's portals and its authorisation server are reached. */
@ConfigMapping(prefix = "dlrbridge.bitrix24")
public interface BitrixConfig {
    /** Address of the authorisation server's token endpoint; its host is always a known one. */
    @WithDefault("https://oauth.bitrix24.tech/oauth/token/")
    URI oauthUrl();

    /** Further hosts that may be sent a client secret; a portal's {@code server_endpoint} may name only these. */
    @WithDefault("oauth.bitrix24.tech,oauth.bitrix.info")
    Set<String> oauthHosts();

    /** Whether addresses without TLS are called; for development and tests only. */
    @WithDefault("false")
    boolean allowPlainHttp();

    /**
     * Networks among the private, loopback, link-local and otherwise special ones in which portals are called
     * nevertheless, such as {@code 10.1.0.0/16} for portals on the operator's premises. When absent: the loopback ones if
     * plain HTTP is allowed, else none.
     */
    Optional<Set<String>> allowedNetworks();

    /**
     * File of PEM certificates of authorities that are believed besides the usual ones, for portals, or an authorisation
     * server, on the operator's premises that have certificates of their own authority.
     */
    Optional<Path> trustedCertificates();
}
