package dev.dlrbridge.tenant.lifecycle;

import io.smallrye.config.ConfigMapping;
import java.net.URI;

/** Where portals find this bridge. */
@ConfigMapping(prefix = "dlrbridge")
interface LifeCycleConfig {
    /** Address that portals call, with a path prefix if there is one. */
    URI publicUrl();
}
