package dev.dlrbridge.forwarding;

import dev.dlrbridge.tenant.RequestLimit;

/**
 * A lane as it was handed to this replica.
 *
 * @param epoch counts the owners; every write of the lane is guarded by it
 * @param handedOver whether the former owner left its exact budget
 * @param budgetLevel that budget, in requests in the account's bucket
 * @param secondsSince since the former owner left its budget or, at the latest, could make its last call; 0 or more
 * @param drain estimated requests a second that leave the bucket; null as the plan says
 * @param limit what the account's plan permits
 */
record Lease(
        String account,
        long epoch,
        boolean handedOver,
        double budgetLevel,
        double secondsSince,
        Double drain,
        RequestLimit limit) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** The budget at this moment; an owner that left none may have used all of it up to its end. */
    Budget budget(long nanos) {
        double known = drain == null ? limit.drainPerSecond() : Math.min(drain, limit.drainPerSecond());
        double level = handedOver ? budgetLevel : limit.threshold();
        return new Budget(limit, known, level, nanos - (long) (secondsSince * NANOS_PER_SECOND));
    }
}
