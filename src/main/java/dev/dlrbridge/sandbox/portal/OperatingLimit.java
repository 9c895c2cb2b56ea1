package dev.dlrbridge.sandbox.portal;

/**
 * A portal's limit of execution time per application and method; null takes the default.
 *
 * @param model how time is billed, {@code commands} by default
 * @param limitSeconds the sum at which a method is blocked, 420 by default
 * @param periodSeconds how long time counts, in ten buckets, 600 by default
 * @param banSeconds how long model {@code batch} blocks, 300 by default
 */
public record OperatingLimit(OperatingModel model, Double limitSeconds, Long periodSeconds, Long banSeconds) {
    public OperatingLimit {
        model = model == null ? OperatingModel.COMMANDS : model;
        limitSeconds = limitSeconds == null ? 420 : limitSeconds;
        periodSeconds = periodSeconds == null ? 600 : periodSeconds;
        banSeconds = banSeconds == null ? 300 : banSeconds;
        if (limitSeconds <= 0 || periodSeconds < 10 || banSeconds < 0) {
            throw new IllegalArgumentException(
                    "An operating limit is positive, its period 10 seconds or more, its ban not negative");
        }
    }

    /** The model with the numbers of the cloud. */
    public static OperatingLimit of(OperatingModel model) {
        return new OperatingLimit(model, null, null, null);
    }
}
