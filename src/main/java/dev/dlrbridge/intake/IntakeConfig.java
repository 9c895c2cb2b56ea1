package dev.dlrbridge.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How delivery reports are accepted. */
@ConfigMapping(prefix = "dlrbridge.intake")
public interface IntakeConfig {
    /** Largest body of a request, as sent and without its Content-Encoding; a larger one is answered 413. */
    @WithDefault("256K")
    MemorySize maxBody();

    /** Longest time until a gateway has its answer; what is not committed by then is answered 503. */
    @WithDefault("2500ms")
    Duration answerWithin();
}
