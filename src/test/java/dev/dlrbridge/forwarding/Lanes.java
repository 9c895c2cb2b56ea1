package dev.dlrbridge.forwarding;

import dev.dlrbridge.tenant.RequestLimit;
import dev.dlrbridge.trace.Failures;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Random;
import java.util.UUID;

/** Lanes and settings for tests. */
final class Lanes {
    /** The defaults. */
    private static final ForwardingConfig CONFIG = new SmallRyeConfigBuilder()
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

    /** One that tells nobody of what it has done. */
    static Leaseholder leaseholder(LaneLeases leases, HeldLanes lanes, EventLoop loop, Failures failures) {
        return new Leaseholder(
                new UUID(0, 9),
                leases,
                lanes,
                CONFIG,
                loop,
                System::nanoTime,
                new Random(1),
                () -> {},
                elsewhere -> {},
                failures);
    }

    static Lease lease(String account) {
        return new Lease(account, 1, true, 0, 0, null, RequestLimit.STANDARD);
    }
}
