/** Requests by which gateways try an address before they report to it. */
package dev.dlrbridge.gateway.handshake;
