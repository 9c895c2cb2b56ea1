package dev.dlrbridge.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much one tenant may bring, so that its flood does not starve the others. */
@ConfigMapping(prefix = "dlrbridge.limits")
public interface LimitsConfig {
    /** Reports a second of one channel on one replica; ten seconds' worth may come at once. Beyond: 429. */
    @WithDefault("1000")
    @Min(1)
    int channelReportsPerSecond();

    /** Reports a second of all channels of one portal on one replica; ten seconds' worth may come at once. Beyond: 429. */
    @WithDefault("2000")
    @Min(1)
    int portalReportsPerSecond();

    /** Messages of one channel that may wait to be forwarded, and reports that may wait for a correlation. Beyond: 503. */
    @WithDefault("500000")
    @Min(1)
    long channelBacklog();

    /** Messages of one portal that may wait to be forwarded, parked or not. */
    @WithDefault("1000000")
    @Min(1)
    long portalBacklog();
}
