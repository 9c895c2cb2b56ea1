package dev.dlrbridge.forwarding;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What forwarding counts; portals are too many to be labels. */
@ApplicationScoped
class ForwardingMetrics {
    private static final Logger LOG = Logger.getLogger(ForwardingMetrics.class);

    /** Foreign text reaches a log only when it looks like a code. */
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_.-]{1,64}");

    private final Map<Disposition, Counter> dispositions;
    private final Counter unknownCodes;
    private final Counter expired;
    private final Timer wait;
    private final MeterRegistry registry;

    ForwardingMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.dispositions = new EnumMap<>(Arrays.stream(Disposition.values())
                .collect(Collectors.toMap(
                        Function.identity(),
                        disposition -> Counter.builder("dlrbridge.forwarding.messages")
                                .description("Messages in calls to portals, by what the answer led to")
                                .tag("disposition", disposition.name().toLowerCase(Locale.ROOT))
                                .register(registry))));
        this.unknownCodes = Counter.builder("dlrbridge.forwarding.unknown.codes")
                .description("Error codes of portals that nobody knows")
                .register(registry);
        this.expired = Counter.builder("dlrbridge.forwarding.expired")
                .description("Messages given up because they waited too long")
                .register(registry);
        this.wait = Timer.builder("dlrbridge.forwarding.wait")
                .description("From the commit of a report to the start of the first call to the portal")
                .register(registry);
    }

    void disposed(Disposition disposition, int messages) {
        dispositions.get(disposition).increment(messages);
    }

    void unknownCode(String code) {
        unknownCodes.increment();
        LOG.debugf(
                "A portal answered with an unknown code: %s", CODE.matcher(code).matches() ? code : "not printable");
    }

    void parked(String reason) {
        Counter.builder("dlrbridge.forwarding.parked")
                .description("Portals parked, by reason")
                .tag("reason", CODE.matcher(reason).matches() ? reason : "OTHER")
                .register(registry)
                .increment();
    }

    void expired(int messages) {
        expired.increment(messages);
    }

    void waited(Duration time) {
        wait.record(time);
    }
}
