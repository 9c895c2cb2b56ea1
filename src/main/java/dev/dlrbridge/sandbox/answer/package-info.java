/**
 * Answers of portals and of the OAuth server: results, errors with their usual texts, and faults in the place of either.
 *
 * <p>May use {@code php}.
 */
package dev.dlrbridge.sandbox.answer;
