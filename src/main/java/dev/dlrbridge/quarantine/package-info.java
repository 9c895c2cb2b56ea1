/**
 * Requests that were not understood, or not proved genuine: kept encrypted within a limit, listed, and read again. Owns
 * {@code quarantine}, its usage, and {@code replay}; uses gateway, tenant and journal.
 *
 * <p>In one statement with what is kept it writes the journal's history of its messages, and finds the portals of an
 * application.
 */
package dev.dlrbridge.quarantine;
