/**
 * Whether the bridge is up and the storage ready, how much waits where, and the safety net for what a crash left behind.
 * Owns no table; may use all rooms but the sandbox.
 */
package dev.dlrbridge.operations;
