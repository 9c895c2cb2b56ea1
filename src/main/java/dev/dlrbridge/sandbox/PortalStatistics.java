package dev.dlrbridge.sandbox;

/**
 * What a portal, or all of them, saw since their creation.
 *
 * @param requests calls to the REST interface, refused ones included
 * @param batchCalls authorised calls of {@code batch}
 * @param commands authorised method calls, inside a batch or alone, {@code batch} itself not counted
 * @param limitHits calls refused with {@code QUERY_LIMIT_EXCEEDED}
 * @param refreshes successful token refreshes
 * @param concurrentMax most calls open at the same time (for all portals: the highest of any one)
 */
public record PortalStatistics(
        long requests, long batchCalls, long commands, long limitHits, long refreshes, long concurrentMax) {
    static final PortalStatistics NONE = new PortalStatistics(0, 0, 0, 0, 0, 0);

    PortalStatistics plus(PortalStatistics other) {
        return new PortalStatistics(
                requests + other.requests,
                batchCalls + other.batchCalls,
                commands + other.commands,
                limitHits + other.limitHits,
                refreshes + other.refreshes,
                Math.max(concurrentMax, other.concurrentMax));
    }
}
