package dev.dlrbridge.intake;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where the world finds this bridge. */
@ConfigMapping(prefix = "dlrbridge")
public interface PublicUrlConfig {
    /** Address that gateways call, with a path prefix if there is one; signatures over the URL are checked against it. */
    URI publicUrl();

    /**
     * Addresses or networks, such as {@code 10.0.0.0/8}, of the proxies in front of the bridge: only what they say in
     * {@code X-Forwarded-For} or {@code Forwarded} counts, and only for channels that permit certain addresses.
     */
    Optional<List<String>> trustedProxies();
}
