/**
 * What PHP makes of a request, and how it writes an answer: forms, JSON, values and parameters.
 *
 * <p>Knows nothing of portals, and uses no other package.
 */
package dev.dlrbridge.sandbox.php;
