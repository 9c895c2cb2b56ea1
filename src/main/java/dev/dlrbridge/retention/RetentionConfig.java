package dev.dlrbridge.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long what is kept is kept. */
@ConfigMapping(prefix = "dlrbridge.retention")
public interface RetentionConfig {
    /** The history of reports, counted from the end of the day of receipt; whole days are dropped. */
    @WithDefault("30d")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration reports();

    /** Messages, counted from their first report; a portal keeps its own for 14 days. At least 15 days. */
    @WithDefault("35d")
    @DurationMin(days = 15)
    @DurationMax(days = 3650)
    Duration messages();

    /** Which message a gateway's own id stands for, counted from when either was known; at least a day. */
    @WithDefault("20d")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration correlations();

    /** Reports whose message was never known; until then they can be attached. At least 3 days. */
    @WithDefault("30d")
    @DurationMin(days = 3)
    @DurationMax(days = 3650)
    Duration unmatched();

    /** Requests in quarantine; at least a day. */
    @WithDefault("30d")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration quarantine();

    /**
     * Webhook events that were delivered or given up, counted from then; so long they are listed, and can be sent again. At
     * least a day.
     */
    @WithDefault("1d")
    @DurationMin(days = 1)
    @DurationMax(days = 365)
    Duration webhooks();

    /** The audit, and tokens that were revoked or have expired, whose names are free again then. */
    @WithDefault("365d")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration audit();

    /** The figures by hour. */
    @WithDefault("366d")
    @DurationMin(days = 2)
    @DurationMax(days = 3650)
    Duration statistics();

    /** The proofs that portals were erased. */
    @WithDefault("1095d")
    @DurationMin(days = 1)
    @DurationMax(days = 3650)
    Duration erasures();
}
