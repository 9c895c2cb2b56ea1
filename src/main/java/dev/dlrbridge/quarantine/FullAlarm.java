package dev.dlrbridge.quarantine;

import dev.dlrbridge.metric.Metric;
import dev.dlrbridge.trace.LogFields;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Tells that a quarantine is full: a metric for each refusal, a line in the log now and then. */
final class FullAlarm {
    private static final Logger LOG = Logger.getLogger(FullAlarm.class);
    private static final Metric REFUSED = Metric.counter(
            "journal.quarantine.full", "Requests answered 503 because their channel's quarantine is full");

    private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

    private final Counter refused;
    private final Clock clock;
    private final AtomicReference<Instant> nextLine = new AtomicReference<>(Instant.MIN);

    FullAlarm(MeterRegistry registry, Clock clock) {
        this.refused = REFUSED.counterIn(registry);
        this.clock = clock;
    }

    void raise(QuarantinedRequest request) {
        refused.increment();
        Instant now = clock.instant();
        Instant next = nextLine.get();
        if (!now.isBefore(next) && nextLine.compareAndSet(next, now.plus(BETWEEN_LINES))) {
            try (LogFields fields = LogFields.portal(request.portal()).gateway(request.gateway())) {
                LOG.errorf(
                        "The quarantine of channel %s of portal %s is full: mend the profile and replay, or delete",
                        request.channel().channelId(), request.portal());
            }
        }
    }
}
