/**
 * What portals ask to be sent: each message is taken once, told to the integrator by the outbox of events, and ends with what
 * his gateway reports, or with "failed". Of its text and number nothing stays once it was handed over. Reads
 * {@code portal} in a joined statement.
 */
package dev.dlrbridge.handler;
