/**
 * Gateways' requests: finds the channel of a key, bounds what a caller may cost, has the request checked and read, journals,
 * and answers in the gateway's words. Owns no table; uses gateway, tenant, journal and quarantine.
 */
package dev.dlrbridge.intake;
