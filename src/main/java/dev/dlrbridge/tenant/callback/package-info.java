/**
 * The address under which a channel is called, and the hash by which its key is found. Uses nothing of tenant.
 */
package dev.dlrbridge.tenant.callback;
