package dev.dlrbridge.net;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where the world finds this bridge. */
@ConfigMapping(prefix = "dlrbridge")
public interface PublicUrlConfig {
    /**
     * Address that gateways and portals call, with a path prefix if there is one; signatures over the URL are checked
     * against it. {@code http://localhost:8080} with the embedded database.
     */
    URI publicUrl();
}
