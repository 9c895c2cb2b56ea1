package dev.dlrbridge.bitrix24;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which addresses may be sent a token or a client secret. */
@ApplicationScoped
public class AddressRule {
    private final boolean plainHttpAllowed;
    private final Set<String> oauthHosts;

    public AddressRule(BitrixConfig config) {
        this.plainHttpAllowed = config.allowPlainHttp();
        this.oauthHosts = Stream.concat(
                        config.oauthHosts().stream(),
                        Stream.of(config.oauthUrl().getHost()))
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns a portal's address unchanged, or throws {@link RefusedAddressException}. */
    public URI requirePortal(URI address) {
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && plainHttpAllowed)) {
            throw new RefusedAddressException("The address is not https");
        }
        if (address.getHost() == null || address.getRawUserInfo() != null) {
            throw new RefusedAddressException("The address names no host, or a user");
        }
        if (address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new RefusedAddressException("The address has a query or a fragment");
        }
        return address;
    }

    /** Returns an authorisation server's address unchanged, or throws {@link RefusedAddressException}. */
    public URI requireAuthorisationServer(URI address) {
        requirePortal(address);
        if (!oauthHosts.contains(address.getHost().toLowerCase(Locale.ROOT))) {
            throw new RefusedAddressException("The host is not a known authorisation server");
        }
        return address;
    }
}
