package dev.dlrbridge.webhook;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How integrators are told of events. */
@ConfigMapping(prefix = "dlrbridge.webhook")
public interface WebhookConfig {
    /** How long an integrator's program may take for its whole answer. */
    @WithDefault("15s")
    @DurationMin(seconds = 1)
    @DurationMax(seconds = 30)
    Duration timeout();

    /** Calls of a replica under way to one endpoint at a time, each for another portal; one while the endpoint fails. */
    @WithDefault("4")
    @Min(1)
    @Max(50)
    int callsPerEndpoint();

    /** Calls of a replica under way to all endpoints. */
    @WithDefault("256")
    @Min(1)
    @Max(2000)
    int calls();

    /** Events that may wait for one endpoint; what comes then is dropped, and counted. Some seconds' worth may exceed it. */
    @WithDefault("100000")
    @Min(1)
    long waitingEvents();

    /** Their size; the same holds at this limit. */
    @WithDefault("100M")
    MemorySize waitingBytes();
}
