package dev.dlrbridge.forwarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How statuses leave for the portals. */
@ConfigMapping(prefix = "dlrbridge.forwarding")
public interface ForwardingConfig {
    /** Whether this replica forwards at all; a replica that does not still accepts and keeps reports. */
    @WithDefault("true")
    boolean enabled();

    /** Most statuses in one call; Bitrix24 takes 50 at most. */
    @WithDefault("50")
    @Min(1)
    @Max(50)
    int batch();

    /** Calls under way at once per lane. */
    @WithDefault("2")
    @Min(1)
    @Max(10)
    int callsInFlight();

    /** How long a lane is held without renewal; a killed replica's lanes pass on after it. At least 6 s. */
    @WithDefault("15s")
    Duration lease();

    /** How often the database is asked for work that nobody was told of. */
    @WithDefault("5s")
    Duration poll();

    /** Most messages taken by one statement, shared among the lanes that have work. */
    @WithDefault("2000")
    @Min(50)
    @Max(10_000)
    int take();

    /** Most lanes that this replica holds at once; what is beyond waits for other replicas, or for idle ones. */
    @WithDefault("10000")
    @Min(1)
    int lanes();

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
