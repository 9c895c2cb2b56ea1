package dev.dlrbridge.tenant;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who stands between the world and this bridge. */
@ConfigMapping(prefix = "dlrbridge")
public interface TrustedProxiesConfig {
    /**
     * Addresses or networks, such as {@code 10.0.0.0/8}, of the proxies in front of the bridge: only what they say in
     * {@code X-Forwarded-For} or {@code Forwarded} counts.
     */
    Optional<List<String>> trustedProxies();
}
