package dev.dlrbridge.forwarding;

import dev.dlrbridge.bitrix24.Answer;
import dev.dlrbridge.bitrix24.ApiCode;
import dev.dlrbridge.bitrix24.UpdateResults;
import dev.dlrbridge.journal.DueMessage;
import dev.dlrbridge.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** What forwarding counts; portals are too many to be labels. */
@Startup
@Singleton
class ForwardingMetrics {
    private static final Logger LOG = Logger.getLogger(ForwardingMetrics.class);

    /** Foreign text reaches a log only when it looks like a code. */
    private static final Pattern CODE = Pattern.compile("[A-Z0-9_.-]{1,64}");

    private static final Metric MESSAGES = Metric.counter(
            "forwarding.messages", "Messages in calls to portals, by what the answer led to", "disposition");
    private static final Metric CALLS = Metric.timer(
            "forwarding.calls",
            "Calls to portals, by what came of the call as a whole: answered, what a refusal led to, or why no answer "
                    + "came",
            List.of(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0),
            "outcome");
    private static final Metric CALL_MESSAGES = Metric.summary(
            "forwarding.call.messages",
            null,
            "Messages in one call to a portal",
            List.of(1.0, 2.0, 5.0, 10.0, 20.0, 50.0));
    private static final Metric CONFIRMATIONS = Metric.counter(
            "forwarding.confirmations", "Messages in calls to portals whose final status is said a second time");
    private static final Metric DELAY = Metric.timer(
            "forwarding.delay",
            "From the commit of a report to the start of the first call that takes its status to the portal",
            List.of(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0, 600.0, 3_600.0, 86_400.0));
    private static final Metric UNKNOWN_CODES =
            Metric.counter("forwarding.unknown.codes", "Error codes of portals that nobody knows");
    private static final Metric EXPIRED =
            Metric.counter("forwarding.expired.messages", "Messages given up because they waited too long");
    private static final Metric PARKED =
            Metric.counter("forwarding.parked.portals", "Portals that were parked, by the reason", "reason");

    private static final String OTHER = "OTHER";

    private final MeterRegistry registry;
    private final Map<Disposition, Counter> dispositions;
    private final Map<String, Timer> calls = new ConcurrentHashMap<>();
    private final DistributionSummary callMessages;
    private final Counter confirmations;
    private final Timer delay;
    private final Counter unknownCodes;
    private final Counter expired;
    private final Map<String, Counter> parked;

    ForwardingMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.dispositions = new EnumMap<>(Arrays.stream(Disposition.values())
                .collect(Collectors.toMap(
                        Function.identity(), disposition -> MESSAGES.counterIn(registry, word(disposition)))));
        this.callMessages = CALL_MESSAGES.summaryIn(registry);
        this.confirmations = CONFIRMATIONS.counterIn(registry);
        this.delay = DELAY.timerIn(registry);
        this.unknownCodes = UNKNOWN_CODES.counterIn(registry);
        this.expired = EXPIRED.counterIn(registry);
        this.parked = Stream.concat(
                        Stream.of(ApiCode.ACCESS_DENIED.name(), OTHER), Dispositions.parkingCodes().stream())
                .collect(Collectors.toMap(Function.identity(), reason -> PARKED.counterIn(registry, reason)));
    }

    void called(Answer<UpdateResults> result, List<DueMessage> messages, long nanos) {
        calls.computeIfAbsent(outcome(result), word -> CALLS.timerIn(registry, word))
                .record(nanos, TimeUnit.NANOSECONDS);
        callMessages.record(messages.size());
        confirmations.increment(messages.stream()
                .filter(message -> message.kind() == DueMessage.Kind.CONFIRMATION)
                .count());
    }

    void disposed(Disposition disposition, int messages) {
        dispositions.get(disposition).increment(messages);
    }

    void unknownCode(String code) {
        unknownCodes.increment();
        LOG.debugf("A portal answered with an unknown code: %s", printable(code));
    }

    /** The code, if it looks like one. */
    static String printable(String code) {
        if (code == null) {
            return "no code";
        }
        return CODE.matcher(code).matches() ? code : "not printable";
    }

    void parked(String reason) {
        parked.getOrDefault(reason, parked.get(OTHER)).increment();
    }

    void expired(int messages) {
        expired.increment(messages);
    }

    void waited(Duration time) {
        delay.record(time);
    }

    /** What came of a call as a whole, in one word out of few. */
    static String outcome(Answer<UpdateResults> result) {
        if (result instanceof Answer.Refused<UpdateResults> refused) {
            return word(Dispositions.of(refused.error()));
        }
        return result instanceof Answer.Failed<UpdateResults> failed ? word(failed.kind()) : "answered";
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
