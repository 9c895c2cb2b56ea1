package dev.dlrbridge.bitrix24;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which addresses may be sent a token or a client secret. */
@ApplicationScoped
public class AddressRule {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.0/8", "::1/128");

    private final boolean plainHttpAllowed;
    private final Set<String> oauthHosts;
    private final URI oauthUrl;
    private final ForbiddenNetworks forbidden;

    public AddressRule(BitrixConfig config) {
        this.plainHttpAllowed = config.allowPlainHttp();
        this.oauthUrl = config.oauthUrl();
        this.forbidden =
                new ForbiddenNetworks(config.allowedNetworks().orElse(config.allowPlainHttp() ? LOOPBACK : Set.of()));
        this.oauthHosts = config.oauthHosts().stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns a portal's address, its host in ASCII, or throws {@link RefusedAddressException}. */
    public URI requirePortal(URI written) {
        URI address = requireHost(written);
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new RefusedAddressException("The address has a query or a fragment");
        }
        return address;
    }

    /** Returns the address of whoever may be called, its host in ASCII, or throws {@link RefusedAddressException}. */
    public URI requireHost(URI written) {
        URI address = InternationalHost.inAscii(written);
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && plainHttpAllowed)) {
            throw new RefusedAddressException("The address is not https");
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw new RefusedAddressException("The address names no host, or a user");
        }
        if (forbidden.containLiteral(address.getHost())) {
            throw new RefusedAddressException("The address is private, or otherwise not one of a portal");
        }
        return address;
    }

    /**
     * Returns an authorisation server's address, or throws {@link RefusedAddressException}. Other ports than
     * the usual are for the configured one only.
     */
    public URI requireAuthorisationServer(URI address) {
        if (address.getRawAuthority() != null
                && address.getRawAuthority().equalsIgnoreCase(oauthUrl.getRawAuthority())) {
            return requirePortal(address);
        }
        requirePortal(address);
        if (address.getPort() != -1 || !oauthHosts.contains(address.getHost().toLowerCase(Locale.ROOT))) {
            throw new RefusedAddressException("The host is not a known authorisation server");
        }
        return address;
    }

    /** Whether a connection to this address may be made, whatever name has led to it. */
    boolean allows(InetAddress address) {
        return !forbidden.contain(address);
    }
}
