/**
 * The sandbox's own certificate authority, so that portals have addresses with TLS. Uses no other package.
 */
package dev.dlrbridge.sandbox.tls;
