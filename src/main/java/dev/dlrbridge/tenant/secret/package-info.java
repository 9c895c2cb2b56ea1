/**
 * How secrets are kept: sealed for their place, under keys that change. Knows columns, but no entity; uses nothing of tenant.
 */
package dev.dlrbridge.tenant.secret;
