package dev.dlrbridge.forwarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** How statuses leave for the portals. */
@ConfigMapping(prefix = "dlrbridge.forwarding")
public interface ForwardingConfig {
    /** Whether this replica forwards at all; a replica that does not still accepts and keeps reports. */
    @WithDefault("true")
    boolean enabled();

    /** How long a lane is held without renewal; a killed replica's lanes pass on after it. */
    @WithDefault("15s")
    @DurationMin(seconds = 6)
    Duration lease();

    /** A status that could not be forwarded so long after its message was first seen is given up. */
    @WithDefault("13d")
    Duration giveUpAfter();

    /**
     * How long a stop waits for calls under way; a lane whose portal has not answered by then is handed back all the
     * same, and its messages are sent again when their calls must have ended.
     */
    @WithDefault("8s")
    Duration stopWithin();
}
