/** How gateways prove that a request is theirs: one small class for each scheme. */
package dev.dlrbridge.gateway.signature;
