package dev.dlrbridge.net;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much memory callers may take, all together. */
@ConfigMapping(prefix = "dlrbridge.net")
public interface NetConfig {
    /** For the bodies of all requests that are being read or in work; one caller has a quarter at most. Beyond: 503. */
    @WithDefault("32M")
    MemorySize bodyMemory();

    /**
     * For the connections of one port and the heads of their requests: 2 KB each until the head of the first request is
     * whole, 6 KB then, beside what the head itself takes. Beyond: whoever has been silent for the longest time, and is not known by a callback key, is cut off.
     */
    @WithDefault("40M")
    MemorySize connectionMemory();
}
