package dev.dlrbridge.sandbox.portal;

/**
 * What a portal, or all of them, saw since their creation.
 *
 * @param requests calls to the REST interface, refused ones included
 * @param batchCalls authorised calls of {@code batch}
 * @param commands authorised method calls, inside a batch or alone, {@code batch} itself not counted
 * @param limitHits calls refused with {@code QUERY_LIMIT_EXCEEDED}
 * @param operatingHits calls and commands refused with {@code OPERATION_TIME_LIMIT} by the portal's own limit
 * @param refreshes successful token refreshes
 * @param repeatedRefreshes those of them by a refresh token that had been used before, as after a lost answer
 * @param needlessRefreshes those of them by a pair whose access token was still good
 * @param refusedRefreshes refreshes answered {@code invalid_grant} for a token that once was this portal's
 * @param concurrentMax most calls open at the same time (for all portals: the highest of any one)
 */
public record PortalStatistics(
        long requests,
        long batchCalls,
        long commands,
        long limitHits,
        long operatingHits,
        long refreshes,
        long repeatedRefreshes,
        long needlessRefreshes,
        long refusedRefreshes,
        long concurrentMax) {
    public static final PortalStatistics NONE = new PortalStatistics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public PortalStatistics plus(PortalStatistics other) {
        return new PortalStatistics(
                requests + other.requests,
                batchCalls + other.batchCalls,
                commands + other.commands,
                limitHits + other.limitHits,
                operatingHits + other.operatingHits,
                refreshes + other.refreshes,
                repeatedRefreshes + other.repeatedRefreshes,
                needlessRefreshes + other.needlessRefreshes,
                refusedRefreshes + other.refusedRefreshes,
                Math.max(concurrentMax, other.concurrentMax));
    }
}
