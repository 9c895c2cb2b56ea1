package dev.dlrbridge.handler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long a message that a portal wants to be sent may wait for the integrator. */
@ConfigMapping(prefix = "dlrbridge.handler")
public interface HandlerConfig {
    /** Time for handing a requested message over to the integrator; beyond it is {@code failed} at the portal. */
    @WithDefault("24h")
    @DurationMin(minutes = 1)
    @DurationMax(days = 3)
    Duration handOverWithin();
}
