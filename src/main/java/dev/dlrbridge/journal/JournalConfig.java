package dev.dlrbridge.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What may wait, and how long; the keys stand among the intake's, since an operator meets them there. */
@ConfigMapping(prefix = "dlrbridge.intake")
public interface JournalConfig {
    /** Reports that may wait for their commit; at the limit gateways are answered 503. */
    @WithDefault("10000")
    @Min(1)
    int waitingReports();

    /** A report that has waited for its correlation so long is shown as orphaned; it can be attached all the same. */
    @WithDefault("72h")
    @DurationMin(minutes = 1)
    Duration waitForCorrelation();
}
