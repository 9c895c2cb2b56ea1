package dev.dlrbridge.sandbox.portal;

/**
 * A portal's request limit.
 *
 * @param perSecond requests that drain per second, 2 on ordinary plans, 5 on Enterprise
 * @param threshold requests the bucket holds, 50 on ordinary plans, 250 on Enterprise
 * @param unlimited whether nothing is ever refused, as on-premise
 * @see <a href="https://apidocs.bitrix24.com/limits.html">Limits</a>
 */
public record RequestLimit(Double perSecond, Double threshold, Boolean unlimited) {
    public RequestLimit {
        perSecond = perSecond == null ? 2 : perSecond;
        threshold = threshold == null ? 50 : threshold;
        unlimited = unlimited != null && unlimited;
        if (perSecond < 0 || threshold < 0) {
            throw new IllegalArgumentException("A request limit is not negative");
        }
    }

    /** 2 per second, threshold 50. */
    public static RequestLimit standard() {
        return new RequestLimit(null, null, null);
    }

    /** Never refuses. */
    public static RequestLimit none() {
        return new RequestLimit(null, null, true);
    }

    /** Any other drain and threshold. */
    public static RequestLimit of(double perSecond, double threshold) {
        return new RequestLimit(perSecond, threshold, false);
    }
}
