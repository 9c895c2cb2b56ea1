package dev.dlrbridge.forwarding;

import dev.dlrbridge.tenant.RequestLimit;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Random;

/** Lanes and settings for tests. */
final class Lanes {
    /** The defaults. */
    static final ForwardingConfig CONFIG = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ForwardingConfig.class)
            .build()
            .getConfigMapping(ForwardingConfig.class);

    private Lanes() {}

    /** A lane that nobody held before, with a lease that does not end. */
    static Lane lane(String account) {
        Lane lane = new Lane(lease(account), 0, new Random(1));
        lane.ownedUntil(Long.MAX_VALUE);
        return lane;
    }

    static Lease lease(String account) {
        return new Lease(account, 1, true, 0, 0, null, RequestLimit.STANDARD);
    }
}
