package dev.dlrbridge.tenant;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many requests a portal's plan permits: its bucket drains by so many a second, and above the threshold requests
 * are refused (<a href="https://apidocs.bitrix24.com/settings/performance/limits.html">limits</a>).
 */
public enum RequestLimit {
    /** Every plan in the cloud below Enterprise. */
    STANDARD("2/50", 2, 50),
    /** The Enterprise plan. */
    ENTERPRISE("5/250", 5, 250),
    /** On-premise portals count no requests. */
    UNLIMITED("unlimited", Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    private final String word;
    private final double drainPerSecond;
    private final double threshold;

    RequestLimit(String word, double drainPerSecond, double threshold) {
        this.word = word;
        this.drainPerSecond = drainPerSecond;
        this.threshold = threshold;
    }

    /** The word in the database and in the API. */
    public String word() {
        return word;
    }

    /** Requests a second, more than 0. */
    public double drainPerSecond() {
        return drainPerSecond;
    }

    /** Requests that the bucket holds. */
    public double threshold() {
        return threshold;
    }

    /** Empty for null and for a word that names no limit. */
    public static Optional<RequestLimit> of(String word) {
        return Stream.of(values()).filter(limit -> limit.word.equals(word)).findFirst();
    }
}
