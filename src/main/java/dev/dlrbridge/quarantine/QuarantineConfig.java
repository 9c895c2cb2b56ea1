package dev.dlrbridge.quarantine;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** How much of each channel is kept in quarantine; beyond that gateways are answered 503, with an alarm. */
@ConfigMapping(prefix = "dlrbridge.retention")
public interface QuarantineConfig {
    /** Requests of one channel. */
    @WithDefault("10000")
    @Min(1)
    int quarantineEntries();

    /** Encrypted bytes of one channel. */
    @WithDefault("100M")
    MemorySize quarantineBytes();
}
