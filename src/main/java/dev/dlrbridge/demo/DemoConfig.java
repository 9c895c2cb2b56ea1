package dev.dlrbridge.demo;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** Where the sandbox is that the entry point has started; set in development only. */
@ConfigMapping(prefix = "dlrbridge.demo")
interface DemoConfig {
    /** Address of the sandbox's control API. */
    Optional<URI> sandboxUrl();
}
