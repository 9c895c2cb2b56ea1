package dev.dlrbridge.forwarding;

/**
 * A lane as it was handed to this replica.
 *
 * @param epoch counts the owners; every write of the lane is guarded by it
 * @param budgetLevel requests in the account's bucket at this moment, as far as is known
 */
record Lease(String account, long epoch, double budgetLevel) {}
