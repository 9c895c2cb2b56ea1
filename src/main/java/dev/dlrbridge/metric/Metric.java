package dev.dlrbridge.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A metric by its definition, of which its meters and its documentation are made. Names begin with the room, and have
 * dots; Prometheus sees {@code dlrbridge_room_what_unit}. Labels have few values: never a portal, a message or a number.
 *
 * @param unit null for plain counts; a timer's is seconds
 * @param buckets upper bounds of the histogram, in the unit; empty for none
 */
public record Metric(
        String name, Meter.Type type, String unit, String description, List<String> labels, List<Double> buckets) {
    private static final String PREFIX = "dlrbridge.";
    private static final double NANOS_PER_SECOND = 1e9;

    /** Something that only grows. */
    public static Metric counter(String name, String description, String... labels) {
        return new Metric(PREFIX + name, Meter.Type.COUNTER, null, description, List.of(labels), List.of());
    }

    /** Something as it is at this moment. */
    public static Metric gauge(String name, String unit, String description, String... labels) {
        return new Metric(PREFIX + name, Meter.Type.GAUGE, unit, description, List.of(labels), List.of());
    }

    /** How long something takes, as a histogram. */
    public static Metric timer(String name, String description, List<Double> bucketsInSeconds, String... labels) {
        return new Metric(PREFIX + name, Meter.Type.TIMER, "seconds", description, List.of(labels), bucketsInSeconds);
    }

    /** How much something is each time, as a histogram. */
    public static Metric summary(String name, String unit, String description, List<Double> buckets, String... labels) {
        return new Metric(PREFIX + name, Meter.Type.DISTRIBUTION_SUMMARY, unit, description, List.of(labels), buckets);
    }

    /** @param values of the labels, in their order */
    public Counter counterIn(MeterRegistry registry, String... values) {
        return Counter.builder(name).description(description).tags(tags(values)).register(registry);
    }

    public Timer timerIn(MeterRegistry registry, String... values) {
        return Timer.builder(name)
                .description(description)
                .tags(tags(values))
                .serviceLevelObjectives(buckets.stream()
                        .map(seconds -> Duration.ofNanos(Math.round(seconds * NANOS_PER_SECOND)))
                        .toArray(Duration[]::new))
                .register(registry);
    }

    public DistributionSummary summaryIn(MeterRegistry registry, String... values) {
        return DistributionSummary.builder(name)
                .description(description)
                .baseUnit(unit)
                .tags(tags(values))
                .serviceLevelObjectives(
                        buckets.stream().mapToDouble(Double::doubleValue).toArray())
                .register(registry);
    }

    /**
     * A gauge that is asked when it is read.
     *
     * @param values of the labels, in their order
     */
    public void gaugeIn(MeterRegistry registry, Supplier<Number> value, String... values) {
        Gauge.builder(name, value)
                .description(description)
                .baseUnit(unit)
                .tags(tags(values))
                .register(registry);
    }

    /** Gauges whose labels' values come and go. */
    public MultiGauge gaugesIn(MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).baseUnit(unit).register(registry);
    }

    /** @param values of the labels, in their order */
    public Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels);
        }
        return Tags.of(IntStream.range(0, values.length)
                .mapToObj(i -> Tag.of(labels.get(i), values[i]))
                .toList());
    }
}
