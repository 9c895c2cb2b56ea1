package dev.dlrbridge.forwarding;

import dev.dlrbridge.tenant.RequestLimit;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Lanes and settings for tests. */
final class Lanes {
    /** The defaults. */
    static final ForwardingConfig CONFIG = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ForwardingConfig.class)
            .build()
            .getConfigMapping(ForwardingConfig.class);

    private Lanes() {}

    /** A lane that nobody held before. */
    static Lease lease(String account) {
        return new Lease(account, 1, true, 0, 0, null, RequestLimit.STANDARD);
    }
}
