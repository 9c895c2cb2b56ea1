/**
 * What a portal has: settings, messages, counters, limits, and what it knows of tokens.
 *
 * <p>May use {@code answer}, for the faults that are switched on.
 */
package dev.dlrbridge.sandbox.portal;
