/**
 * The durable state of reports, messages and correlations, with every statement about them. Uses the values of gateway
 * and tenant, and tells others by {@link dev.dlrbridge.journal.LanesHaveWork}.
 *
 * <p>It reads what is another room's in joined statements, where a second one would cost each batch a round trip: whether
 * a portal may be called and who holds its lane (taking, backlogs, the census), and a channel's {@code confirm} (settling).
 */
package dev.dlrbridge.journal;
