package dev.dlrbridge.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;

/** Medians and such. */
final class Statistics {
    private Statistics() {}

    static double median(Collection<Double> values) {
        return quantile(values, 0.5);
    }

    /** @param share 0 to 1 */
    static double quantile(Collection<Double> values, double share) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    }

    static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toNanos() / 1e9;
    }
}
