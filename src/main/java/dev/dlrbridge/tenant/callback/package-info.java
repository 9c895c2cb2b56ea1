/**
 * The addresses under which gateways call channels and portals ask for messages, and the hashes by which the keys in them are
 * found. Of tenant it uses secrets and the portal of events.
 */
package dev.dlrbridge.tenant.callback;
