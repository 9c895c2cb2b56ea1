/**
 * Calls to portals beside their statuses, within what their request limit leaves for administration. Uses the portals' tokens.
 */
package dev.dlrbridge.tenant.call;
