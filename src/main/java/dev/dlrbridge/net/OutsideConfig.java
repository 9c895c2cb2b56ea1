package dev.dlrbridge.net;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where the world finds this bridge, and who stands between the two. */
@ConfigMapping(prefix = "dlrbridge")
public interface OutsideConfig {
    /**
     * Address that gateways and portals call, with a path prefix if there is one; signatures over the URL are checked
     * against it. {@code http://127.0.0.1:8080} with the embedded database.
     */
    URI publicUrl();

    /**
     * Addresses or networks, such as {@code 10.0.0.0/8}, of the proxies in front of the bridge: only what they say in
     * {@code X-Forwarded-For} or {@code Forwarded} counts.
     */
    Optional<List<String>> trustedProxies();
}
